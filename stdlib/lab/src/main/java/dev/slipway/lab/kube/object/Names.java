package dev.slipway.lab.kube.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which names, labels and values are valid, in upstream's words (kubernetes/apimachinery: pkg/util/validation/validation.go). */
public final class Names {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String VALUE = "(" + QUALIFIED + ")?";
    private static final Pattern LABEL_PATTERN = Pattern.compile(LABEL);
    private static final Pattern SUBDOMAIN_PATTERN = Pattern.compile(SUBDOMAIN);
    private static final Pattern LABEL_1035_PATTERN = Pattern.compile(LABEL_1035);
    private static final Pattern QUALIFIED_PATTERN = Pattern.compile(QUALIFIED);
    private static final Pattern VALUE_PATTERN = Pattern.compile(VALUE);
    private static final String QUALIFIED_FORM = regex(
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
                    + "alphanumeric character",
            QUALIFIED,
            "MyName",
            "my.name",
            "123-abc");
    private static final Pattern CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]+");

    private Names() {}

    /** How upstream ends a message about a pattern. */
    private static String regex(String message, String pattern, String... examples) {
        var text = new StringBuilder(message);
        if (examples.length == 0) {
            return text + " (regex used for validation is '" + pattern + "')";
        }
        text.append(" (e.g. ");
        for (int i = 0; i < examples.length; i++) {
            text.append(i > 0 ? " or " : "").append("'").append(examples[i]).append("', ");
        }
        return text + "regex used for validation is '" + pattern + "')";
    }

    /** The problems of a text that may have so many bytes and must have this form. */
    private static List<String> checked(String text, int longest, Pattern form, String message) {
        var problems = new ArrayList<String>();
        if (text.length() > longest) {
            problems.add("must be no more than " + longest + " bytes");
        }
        if (!form.matcher(text).matches()) {
            problems.add(message);
        }
        return problems;
    }

    public static List<String> subdomain(String name) {
        return checked(
                name,
                253,
                SUBDOMAIN_PATTERN,
                regex(
                        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
                                + "and must start and end with an alphanumeric character",
                        SUBDOMAIN,
                        "example.com"));
    }

    public static List<String> label(String name) {
        boolean hasDots = SUBDOMAIN_PATTERN.matcher(name).matches();
        String form = regex(
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
                        + "and must start and end with an alphanumeric character",
                LABEL,
                "my-name",
                "123-abc");
        return checked(name, 63, LABEL_PATTERN, hasDots ? "must not contain dots" : form);
    }

    public static List<String> label1035(String name) {
        return checked(
                name,
                63,
                LABEL_1035_PATTERN,
                regex(
                        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', "
                                + "start with an alphabetic character, and end with an alphanumeric character",
                        LABEL_1035,
                        "my-name",
                        "abc-123"));
    }

    /** Names that may stand in a path, whatever they look like (pkg/api/validation/path/name.go). */
    public static List<String> pathSegment(String name) {
        var problems = new ArrayList<String>();
        if (name.equals(".") || name.equals("..")) {
            problems.add("may not be '" + name + "'");
        }
        for (String bad : List.of("/", "%")) {
            if (name.contains(bad)) {
                problems.add("may not contain '" + bad + "'");
            }
        }
        return problems;
    }

    public static List<String> qualified(String name) {
        var problems = new ArrayList<String>();
        String[] parts = name.split("/", -1);
        String last = parts[parts.length - 1];
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                problems.add("prefix part must be non-empty");
            } else {
                subdomain(parts[0]).forEach(problem -> problems.add("prefix part " + problem));
            }
        } else if (parts.length > 2) {
            problems.add("a valid label key "
                    + QUALIFIED_FORM
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
            return problems;
        }
        if (last.isEmpty()) {
            problems.add("name part must be non-empty");
        } else if (last.length() > 63) {
            problems.add("name part must be no more than 63 bytes");
        }
        if (!QUALIFIED_PATTERN.matcher(last).matches()) {
            problems.add("name part " + QUALIFIED_FORM);
        }
        return problems;
    }

    public static List<String> labelValue(String value) {
        return checked(
                value,
                63,
                VALUE_PATTERN,
                regex(
                        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', "
                                + "and must start and end with an alphanumeric character",
                        VALUE,
                        "MyValue",
                        "my_value",
                        "12345"));
    }

    public static List<String> configKey(String key) {
        var problems = new ArrayList<String>();
        if (key.length() > 253) {
            problems.add("must be no more than 253 bytes");
        }
        if (!CONFIG_KEY.matcher(key).matches()) {
            problems.add(regex(
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
                    "[-._a-zA-Z0-9]+",
                    "key.name",
                    "KEY_NAME",
                    "key-name"));
        } else if (key.equals(".") || key.equals("..")) {
            problems.add("must not be '" + key + "'");
        } else if (key.startsWith("..")) {
            problems.add("must not start with '..'");
        }
        return problems;
    }

    /** The problems of all labels (kubernetes/apimachinery: pkg/apis/meta/v1/validation/validation.go). */
    public static void labels(Map<String, Object> labels, String field, List<FieldError> into) {
        labels.forEach((name, value) -> {
            qualified(name).forEach(problem -> into.add(FieldError.invalid(field, name, problem)));
            labelValue(String.valueOf(value)).forEach(problem -> into.add(FieldError.invalid(field, value, problem)));
        });
    }
}
