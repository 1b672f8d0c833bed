package dev.slipway.bench.child;

/** What a bare Java process costs. */
public final class Hello {
    public static void main(String[] args) {
        System.out.println("hello");
    }

    private Hello() {}
}
