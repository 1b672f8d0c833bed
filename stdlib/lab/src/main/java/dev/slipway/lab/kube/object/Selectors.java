package dev.slipway.lab.kube.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Selectors by labels, as text and as objects (kubernetes/apimachinery: pkg/labels/selector.go). */
public final class Selectors {
    private static final Pattern TOKEN = Pattern.compile("\\s*(==|!=|[=!(),<>]|[^\\s=!(),<>]+)");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private Selectors(String text) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
    }

    /** What a text such as {@code app=web,tier in (a, b)} selects. */
    public static Predicate<Map<String, Object>> labels(String text) {
        return new Selectors(text).parse();
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        return at < tokens.size() ? tokens.get(at++) : "";
    }

    private Predicate<Map<String, Object>> parse() {
        Predicate<Map<String, Object>> all = labels -> true;
        while (at < tokens.size()) {
            all = all.and(requirement());
            String comma = next();
            if (comma.equals(",") && at >= tokens.size()) {
                throw bad("found '', expected: identifier after ','");
            } else if (!comma.isEmpty() && !comma.equals(",")) {
                throw bad("found '" + comma + "', expected: ',' or 'end of string'");
            }
        }
        return all;
    }

    private static ApiError bad(String why) {
        return ApiError.badRequest("unable to parse requirement: " + why);
    }

    private Predicate<Map<String, Object>> requirement() {
        boolean absent = peek().equals("!");
        if (absent) {
            next();
        }
        String key = next();
        if (key.isEmpty() || "=!(),<>".contains(key)) {
            throw bad("found '" + key + "', expected: identifier");
        }
        List<String> problems = Names.qualified(key);
        if (!problems.isEmpty()) {
            throw bad("key: Invalid value: " + GoText.quoted(key) + ": " + problems.get(0));
        } else if (absent) {
            return labels -> !labels.containsKey(key);
        }
        String operator = peek();
        switch (operator) {
            case "", "," -> {
                return labels -> labels.containsKey(key);
            }
            case "=", "==" -> {
                next();
                String value = value(key);
                return labels -> value.equals(labels.get(key));
            }
            case "!=" -> {
                next();
                String value = value(key);
                return labels -> !value.equals(labels.get(key));
            }
            case "in", "notin" -> {
                next();
                List<String> values = values(key);
                return labels -> labels.containsKey(key)
                                && values.contains(String.valueOf(labels.get(key))) == operator.equals("in")
                        || (operator.equals("notin") && !labels.containsKey(key));
            }
            default -> throw bad("found '" + operator + "', expected: in, notin, =, ==, !=, gt, lt");
        }
    }

    private String value(String key) {
        if (peek().isEmpty() || peek().equals(",")) {
            return "";
        }
        return checked(key, next());
    }

    private static String checked(String key, String value) {
        List<String> problems = Names.labelValue(value);
        if (!problems.isEmpty()) {
            throw bad("values[0][" + key + "]: Invalid value: " + GoText.quoted(value) + ": " + problems.get(0));
        }
        return value;
    }

    private List<String> values(String key) {
        var values = new ArrayList<String>();
        if (!next().equals("(")) {
            throw bad("found '" + tokens.get(at - 1) + "', expected: '('");
        }
        for (String token = next(); !token.equals(")"); token = next()) {
            if (token.isEmpty()) {
                throw bad("found '', expected: ',', or ')'");
            } else if (!token.equals(",")) {
                values.add(checked(key, token));
            }
        }
        return values;
    }

    /** What a label selector of an object selects; without requirements it is everything. */
    public static Predicate<Map<String, Object>> of(Map<String, Object> selector) {
        Predicate<Map<String, Object>> all = labels -> true;
        for (Map.Entry<String, Object> entry : Tree.map(selector, "matchLabels").entrySet()) {
            all = all.and(labels -> entry.getValue().equals(labels.get(entry.getKey())));
        }
        for (Map<String, Object> expression : Tree.maps(selector, "matchExpressions")) {
            String key = Tree.text(expression, "key");
            List<Object> values = Tree.list(expression, "values");
            all = all.and(
                    switch (Tree.text(expression, "operator")) {
                        case "In" -> labels -> labels.containsKey(key) && values.contains(labels.get(key));
                        case "NotIn" -> labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
                        case "Exists" -> labels -> labels.containsKey(key);
                        default -> labels -> !labels.containsKey(key);
                    });
        }
        return all;
    }

    /** The terms of a field selector, as name, operator and value. */
    public static List<String[]> fields(String text) {
        var terms = new ArrayList<String[]>();
        for (String term : Arrays.asList(text.split(",", -1))) {
            if (term.isEmpty()) {
                continue;
            }
            String operator = term.contains("!=") ? "!=" : term.contains("==") ? "==" : "=";
            int where = term.indexOf(operator);
            if (where < 0) {
                throw ApiError.badRequest("invalid selector: '" + text + "'; can't understand '" + term + "'");
            }
            terms.add(new String[] {term.substring(0, where), operator, term.substring(where + operator.length())});
        }
        return terms;
    }
}
