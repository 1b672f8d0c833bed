package dev.slipway.lab.kube.custom;

import dev.slipway.lab.kube.object.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operators and functions of expressions. */
final class CelFunctions {
    private CelFunctions() {}

    static Object relation(String operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case "==" -> same(left, right);
            case "!=" -> !same(left, right);
            case "in" ->
                right instanceof Map<?, ?> map
                        ? map.containsKey(Objects.toString(left))
                        : right instanceof List<?> list && list.stream().anyMatch(item -> same(item, left));
            case "<" -> order(left, right) < 0;
            case "<=" -> order(left, right) <= 0;
            case ">" -> order(left, right) > 0;
            default -> order(left, right) >= 0;
        };
    }

    static @Nullable Object field(@Nullable Object of, String name) {
        if (of instanceof Map<?, ?> map && map.containsKey(name)) {
            return map.get(name);
        }
        throw new Cel.Failure("no such key: " + name);
    }

    static @Nullable Object index(@Nullable Object of, @Nullable Object index) {
        if (of instanceof List<?> list && index instanceof Long number) {
            if (number < 0 || number >= list.size()) {
                throw new Cel.Failure("index out of bounds: " + number);
            }
            return list.get(number.intValue());
        }
        return field(of, Objects.toString(index));
    }

    static boolean truth(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new Cel.Failure("no such overload");
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        return left instanceof Number a && right instanceof Number b
                ? a.doubleValue() == b.doubleValue()
                : Objects.equals(left, right);
    }

    private static int order(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        } else if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        throw new Cel.Failure("no such overload");
    }

    static Object arithmetic(String operator, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            if (b == 0 && (operator.equals("/") || operator.equals("%"))) {
                throw new Cel.Failure(operator.equals("/") ? "division by zero" : "modulus by zero");
            }
            return switch (operator) {
                case "+" -> a + b;
                case "-" -> a - b;
                case "*" -> a * b;
                case "/" -> a / b;
                default -> a % b;
            };
        } else if (left instanceof Number a && right instanceof Number b) {
            return switch (operator) {
                case "+" -> a.doubleValue() + b.doubleValue();
                case "-" -> a.doubleValue() - b.doubleValue();
                case "*" -> a.doubleValue() * b.doubleValue();
                default -> a.doubleValue() / b.doubleValue();
            };
        } else if (operator.equals("+") && left instanceof String a && right instanceof String b) {
            return a + b;
        } else if (operator.equals("+") && left instanceof List<?> a && right instanceof List<?> b) {
            var both = new ArrayList<Object>(a);
            both.addAll(b);
            return both;
        }
        throw new Cel.Failure("no such overload");
    }

    static @Nullable Object function(String name, List<Object> arguments) {
        Object first = arguments.isEmpty() ? null : arguments.get(0);
        return switch (name) {
            case "size" -> size(first);
            case "string" -> Objects.toString(first);
            case "int" -> number(first).longValue();
            case "double" -> number(first).doubleValue();
            case "bool" -> Boolean.valueOf(Objects.toString(first));
            case "isQuantity" -> Quantity.isValid(Objects.toString(first));
            default -> throw new Cel.Unknown(name + "()");
        };
    }

    private static Number number(@Nullable Object value) {
        try {
            return value instanceof Number number ? number : (Number) Double.valueOf(Objects.toString(value));
        } catch (NumberFormatException e) {
            throw new Cel.Failure("type conversion error from string to number");
        }
    }

    private static long size(@Nullable Object value) {
        return value instanceof String text
                ? text.codePointCount(0, text.length())
                : value instanceof List<?> list ? list.size() : value instanceof Map<?, ?> map ? map.size() : 0;
    }

    static Object method(@Nullable Object of, String name, List<Object> arguments) {
        String first = arguments.isEmpty() ? "" : Objects.toString(arguments.get(0));
        if (of instanceof String text) {
            return string(text, name, first, arguments);
        }
        List<?> list = of instanceof List<?> items ? items : List.of();
        return switch (name) {
            case "size" -> size(of);
            case "isSorted" -> isSorted(list);
            case "join" ->
                String.join(first, list.stream().map(Objects::toString).toList());
            case "sum" ->
                list.stream().mapToLong(item -> number(item).longValue()).sum();
            default -> throw new Cel.Unknown(name + "()");
        };
    }

    private static boolean isSorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (order(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Object string(String text, String name, String first, List<Object> arguments) {
        return switch (name) {
            case "size" -> size(text);
            case "startsWith" -> text.startsWith(first);
            case "endsWith" -> text.endsWith(first);
            case "contains" -> text.contains(first);
            case "matches", "find" -> Pattern.compile(first).matcher(text).find();
            case "lowerAscii" -> text.toLowerCase(Locale.ROOT);
            case "upperAscii" -> text.toUpperCase(Locale.ROOT);
            case "trim" -> text.strip();
            case "indexOf" -> (long) text.indexOf(first);
            case "replace" -> text.replace(first, Objects.toString(arguments.get(1)));
            case "split" -> new ArrayList<Object>(Arrays.asList(text.split(Pattern.quote(first), -1)));
            default -> throw new Cel.Unknown(name + "()");
        };
    }
}
