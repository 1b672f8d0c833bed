package dev.slipway.bench.shape;

/** A mesh as Terraform reads it: one {@code terraform_data} for each task, which refers to the ids of others. */
public final class TerraformFile {
    public static String of(Mesh mesh) {
        var text = new StringBuilder();
        for (int i = 0; i < mesh.size(); i++) {
            text.append("resource \"terraform_data\" \"")
                    .append(Mesh.name(i))
                    .append("\" {\n  input = [\"")
                    .append(i)
                    .append('"');
            for (int need : mesh.needs()[i]) {
                text.append(", terraform_data.").append(Mesh.name(need)).append(".id");
            }
            text.append("]\n}\n");
        }
        return text.toString();
    }

    private TerraformFile() {}
}
