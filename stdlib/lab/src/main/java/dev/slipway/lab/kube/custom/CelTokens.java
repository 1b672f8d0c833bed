package dev.slipway.lab.kube.custom;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an expression. A string begins with a quotation mark and has no other. */
final class CelTokens {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(r?\"(?:[^\"\\\\]|\\\\.)*\"|r?'(?:[^'\\\\]|\\\\.)*')"
            + "|([0-9]+(?:\\.[0-9]+)?u?)|([A-Za-z_][A-Za-z0-9_]*)|(&&|\\|\\||==|!=|<=|>=|[-+*/%!<>?:.,()\\[\\]{}]))");

    private CelTokens() {}

    static List<String> of(String text) {
        var tokens = new ArrayList<String>();
        Matcher matcher = TOKEN.matcher(text.strip());
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            String string = matcher.group(1);
            tokens.add(string == null ? matcher.group().strip() : "\"" + unquoted(string));
        }
        if (end < text.strip().length()) {
            throw new Cel.Unknown(text.strip().substring(end));
        }
        return tokens;
    }

    private static String unquoted(String string) {
        if (string.startsWith("r")) {
            return string.substring(2, string.length() - 1);
        }
        return string.substring(1, string.length() - 1)
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replaceAll("\\\\(.)", "$1");
    }

    /** Where the call that a token is in ends. */
    static int callEnd(List<String> tokens, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.equals("(") || token.equals("[") || token.equals("{")) {
                depth++;
            } else if (token.equals(")") || token.equals("]") || token.equals("}")) {
                if (depth-- == 0) {
                    return i;
                }
            }
        }
        throw new Cel.Unknown("a call without end");
    }

    /** Where an operand of a logical operator ends. */
    static int operandEnd(List<String> tokens, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (depth == 0 && List.of("&&", "||", "?", ":", ",", ")", "]", "}").contains(token)) {
                return i;
            }
            if (token.equals("(") || token.equals("[") || token.equals("{")) {
                depth++;
            } else if (token.equals(")") || token.equals("]") || token.equals("}")) {
                depth--;
            }
        }
        return tokens.size();
    }
}
