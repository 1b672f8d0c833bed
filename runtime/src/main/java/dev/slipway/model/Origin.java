package dev.slipway.model;

/** The script line that declared something. Shown in every error, plan row and answer to {@code why}. */
public record Origin(String file, int line) {
    public static final Origin NONE = new Origin("", 0);

    @Override
    public String toString() {
        return file.isEmpty() ? "(no line)" : file + ":" + line;
    }
}
