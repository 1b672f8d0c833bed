package dev.slipway.bench.shape;

/** A mesh as ninja reads it: each task makes one file from one file and waits for the files of others. */
public final class NinjaFile {
    /**
     * The whole text.
     *
     * @param restat leave an output that is there alone, and have ninja look whether it changed
     */
    public static String of(Mesh mesh, boolean restat) {
        var text = new StringBuilder("rule make\n");
        text.append(restat ? "  command = [ -f $out ] || : > $out\n  restat = 1\n" : "  command = : > $out\n");
        for (int i = 0; i < mesh.size(); i++) {
            text.append("build ").append(Mesh.output(i)).append(": make ").append(Mesh.input(i));
            String bar = " |";
            for (int need : mesh.needs()[i]) {
                text.append(bar).append(' ').append(Mesh.output(need));
                bar = "";
            }
            text.append('\n');
        }
        return text.toString();
    }

    private NinjaFile() {}
}
