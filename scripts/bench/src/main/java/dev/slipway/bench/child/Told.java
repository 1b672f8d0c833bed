package dev.slipway.bench.child;

/** How a measured process tells numbers to the one that measures: a name and a number on a line. */
public final class Told {
    static void tell(String name, long number) {
        System.out.println(name.concat(" ").concat(Long.toString(number)));
    }

    private Told() {}
}
