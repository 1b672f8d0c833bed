package dev.slipway.lab.kube.custom;

import dev.slipway.lab.kube.object.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the expressions that rules of custom resources are mostly made of: fields, operators, macros over lists and
 * maps, and functions of strings (google/cel-spec: doc/langdef.md). It knows no types until it meets values.
 */
final class Cel {
    private final Map<String, Object> variables = new HashMap<>();
    private List<String> tokens = List.of();
    private int at;

    /** An expression that uses what the lab does not have. */
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unknown(String what) {
            super(what);
        }
    }

    /** An expression that cannot be evaluated for these values. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String why) {
            super(why);
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    /** What stands for a field that is not there. */
    private static final Object ABSENT = new Object();

    Cel(@Nullable Object self, @Nullable Object old) {
        variables.put("self", self);
        variables.put("oldSelf", old);
    }

    @Nullable
    Object evaluate(String text) {
        List<String> outerTokens = tokens;
        int outerAt = at;
        tokens = CelTokens.of(text);
        at = 0;
        Object value = conditional();
        if (at < tokens.size()) {
            throw new Unknown("'" + tokens.get(at) + "' in " + text);
        }
        tokens = outerTokens;
        at = outerAt;
        return value;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private boolean skips(String token) {
        boolean here = peek().equals(token);
        at += here ? 1 : 0;
        return here;
    }

    private void expect(String token) {
        if (!skips(token)) {
            throw new Unknown("'" + peek() + "' where '" + token + "' was expected");
        }
    }

    private @Nullable Object conditional() {
        Object condition = or();
        if (!skips("?")) {
            return condition;
        }
        boolean first = CelFunctions.truth(condition);
        Object one = lazily(first, this::or);
        expect(":");
        Object other = lazily(!first, this::conditional);
        return first ? one : other;
    }

    /** Reads an operand whose failure does not count unless it is needed. */
    private @Nullable Object lazily(boolean needed, java.util.function.Supplier<@Nullable Object> operand) {
        int from = at;
        try {
            return operand.get();
        } catch (Failure e) {
            if (needed) {
                throw e;
            }
            at = CelTokens.operandEnd(tokens, from);
            return null;
        }
    }

    private @Nullable Object or() {
        Object left = and();
        while (skips("||")) {
            boolean done = Boolean.TRUE.equals(left);
            Object right = lazily(!done, this::and);
            left = done || CelFunctions.truth(right);
        }
        return left;
    }

    private @Nullable Object and() {
        Object left = relation();
        while (skips("&&")) {
            boolean done = Boolean.FALSE.equals(left);
            Object right = lazily(!done, this::relation);
            left = !done && CelFunctions.truth(right);
        }
        return left;
    }

    private @Nullable Object relation() {
        Object left = sum();
        String operator = peek();
        if (List.of("==", "!=", "<", "<=", ">", ">=", "in").contains(operator)) {
            at++;
            return CelFunctions.relation(operator, left, sum());
        }
        return left;
    }

    private @Nullable Object sum() {
        Object left = product();
        while (peek().equals("+") || peek().equals("-")) {
            String operator = tokens.get(at++);
            left = CelFunctions.arithmetic(operator, left, product());
        }
        return left;
    }

    private @Nullable Object product() {
        Object left = unary();
        while (peek().equals("*") || peek().equals("/") || peek().equals("%")) {
            String operator = tokens.get(at++);
            left = CelFunctions.arithmetic(operator, left, unary());
        }
        return left;
    }

    private @Nullable Object unary() {
        if (skips("!")) {
            return !CelFunctions.truth(unary());
        } else if (skips("-")) {
            return CelFunctions.arithmetic("-", 0L, unary());
        }
        return member(primary());
    }

    private @Nullable Object member(@Nullable Object start) {
        Object value = start;
        while (true) {
            if (skips(".")) {
                String name = tokens.get(at++);
                value = skips("(") ? method(value, name) : CelFunctions.field(value, name);
            } else if (skips("[")) {
                Object index = conditional();
                expect("]");
                value = CelFunctions.index(value, index);
            } else {
                return value;
            }
        }
    }

    private @Nullable Object method(@Nullable Object of, String name) {
        if (List.of("all", "exists", "exists_one", "map", "filter").contains(name)) {
            return macro(of, name);
        }
        return CelFunctions.method(of, name, arguments());
    }

    private List<Object> arguments() {
        var arguments = new ArrayList<Object>();
        while (!skips(")")) {
            arguments.add(conditional());
            skips(",");
        }
        return arguments;
    }

    /** A macro evaluates its body once for each item, so that the body is read again for each. */
    private @Nullable Object macro(@Nullable Object of, String name) {
        String variable = tokens.get(at++);
        expect(",");
        int body = at;
        int end = CelTokens.callEnd(tokens, at);
        var results = new ArrayList<Object>();
        List<Object> items = of instanceof Map<?, ?> map ? new ArrayList<>(map.keySet()) : Tree.list(of);
        Object shadowed = variables.containsKey(variable) ? variables.get(variable) : ABSENT;
        var kept = new ArrayList<Object>();
        for (Object item : items) {
            variables.put(variable, item);
            at = body;
            Object result = conditional();
            results.add(result);
            if (Boolean.TRUE.equals(result)) {
                kept.add(item);
            }
        }
        if (shadowed == ABSENT) {
            variables.remove(variable);
        } else {
            variables.put(variable, shadowed);
        }
        at = end + 1;
        return switch (name) {
            case "all" -> kept.size() == items.size();
            case "exists" -> !kept.isEmpty();
            case "exists_one" -> kept.size() == 1;
            case "filter" -> kept;
            default -> results;
        };
    }

    private @Nullable Object primary() {
        String token = peek();
        if (token.isEmpty()) {
            throw new Unknown("an expression without end");
        }
        at++;
        if (token.equals("(")) {
            Object value = conditional();
            expect(")");
            return value;
        } else if (token.equals("[")) {
            var list = new ArrayList<Object>();
            while (!skips("]")) {
                list.add(conditional());
                skips(",");
            }
            return list;
        } else if (token.equals("{")) {
            var map = Tree.of();
            while (!skips("}")) {
                String key = Objects.toString(conditional());
                expect(":");
                map.put(key, conditional());
                skips(",");
            }
            return map;
        } else if (token.startsWith("\"")) {
            return token.substring(1);
        } else if (Character.isDigit(token.charAt(0))) {
            return token.matches("[0-9]+u?")
                    ? (Object) Long.valueOf(token.replace("u", ""))
                    : (Object) Double.valueOf(token);
        }
        return named(token);
    }

    private @Nullable Object named(String token) {
        if (token.equals("true") || token.equals("false")) {
            return token.equals("true");
        } else if (token.equals("null")) {
            return null;
        } else if (!skips("(")) {
            if (!variables.containsKey(token)) {
                throw new Unknown(token);
            }
            return variables.get(token);
        }
        return token.equals("has") ? (Object) has() : CelFunctions.function(token, arguments());
    }

    /** Whether the last field of a path is there. */
    private boolean has() {
        int end = CelTokens.callEnd(tokens, at);
        String name = tokens.get(end - 1);
        Object of = at == end - 3 ? named(tokens.get(at++)) : member(at, end - 2);
        at = end + 1;
        return of instanceof Map<?, ?> map && map.containsKey(name);
    }

    /** The value of the path between two tokens. */
    private @Nullable Object member(int from, int end) {
        List<String> all = tokens;
        tokens = all.subList(from, end);
        at = 0;
        try {
            return member(primary());
        } finally {
            tokens = all;
        }
    }
}
