package dev.slipway.bench.shape;

/** A mesh as make reads it. */
public final class MakeFile {
    public static String of(Mesh mesh) {
        var text = new StringBuilder("all:");
        for (int i = 0; i < mesh.size(); i++) {
            text.append(' ').append(Mesh.output(i));
        }
        text.append("\n.PHONY: all\n");
        for (int i = 0; i < mesh.size(); i++) {
            text.append(Mesh.output(i)).append(": ").append(Mesh.input(i));
            for (int need : mesh.needs()[i]) {
                text.append(' ').append(Mesh.output(need));
            }
            text.append("\n\t@: > $@\n");
        }
        return text.toString();
    }

    private MakeFile() {}
}
