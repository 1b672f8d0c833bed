package dev.slipway.model;

import java.util.regex.Pattern;

/** The rule for names of environments. The state of an environment is in a directory of its name. */
public final class EnvironmentName {
    /** Why there is a rule, as the reason of an error message. */
    public static final String WHY = "the state of an environment is in a directory of its name";

    /** The rule, as the help of an error message. */
    public static final String RULE =
            "use up to 63 letters, digits, dots, dashes and underscores, starting with a letter or digit";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private EnvironmentName() {}

    public static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }
}
