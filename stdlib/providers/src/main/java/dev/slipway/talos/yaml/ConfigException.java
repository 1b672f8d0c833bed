package dev.slipway.talos.yaml;

/** A machine configuration, patch or intent that Talos would reject, with its place, the reason and the fix. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String where, String why, String fix) {
        super(where + ": " + why + (fix.isEmpty() ? "" : "; " + fix));
    }

    public static ConfigException at(int line, String where, String why, String fix) {
        return new ConfigException((where.isEmpty() ? "" : where + " ") + "(line " + line + ")", why, fix);
    }
}
