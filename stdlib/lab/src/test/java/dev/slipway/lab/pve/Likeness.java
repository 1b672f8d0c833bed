package dev.slipway.lab.pve;

import dev.slipway.lab.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares a value of the twin with the recorded one, in which all that changes from day to day is masked. */
final class Likeness {
    private static final Map<String, String> MASKS = Map.of(
            "~digest", "[0-9a-f]{40}",
            "~uuid", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
            "~mac", "BC:24:11(:[0-9A-F]{2}){3}",
            "~upid", "UPID:[^:]+:[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}",
            "~s", ".*",
            "~ticket", ".*",
            "~csrf", ".*");

    private final List<String> differences = new ArrayList<>();

    static List<String> differences(@Nullable Object recorded, @Nullable Object here) {
        var likeness = new Likeness();
        likeness.compare("", recorded, here);
        return likeness.differences;
    }

    static boolean isLike(String recorded, String here) {
        return pattern(recorded).matcher(here).matches();
    }

    private static Pattern pattern(String recorded) {
        var pattern = new StringBuilder();
        var mask = Pattern.compile("~[a-z]*").matcher(recorded);
        int at = 0;
        while (mask.find()) {
            pattern.append(Pattern.quote(recorded.substring(at, mask.start())));
            pattern.append(MASKS.getOrDefault(mask.group(), ".*"));
            at = mask.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(recorded.substring(at))).toString(), Pattern.DOTALL);
    }

    private void compare(String at, @Nullable Object recorded, @Nullable Object here) {
        if (recorded instanceof Map<?, ?> map && here instanceof Map<?, ?> other) {
            var names = new TreeSet<String>();
            map.keySet().forEach(name -> names.add((String) name));
            other.keySet().forEach(name -> names.add((String) name));
            for (String name : names) {
                if (!other.containsKey(name)) {
                    differences.add(at + "." + name + " is missing");
                } else if (!map.containsKey(name)) {
                    differences.add(at + "." + name + " is not there in reality: " + Json.text(other.get(name)));
                } else {
                    compare(at + "." + name, map.get(name), other.get(name));
                }
            }
        } else if (recorded instanceof List<?> list && here instanceof List<?> other) {
            rows(at, sorted(list), sorted(other));
        } else if (!("~n".equals(recorded) && here instanceof Number
                || "~a".equals(recorded)
                || same(recorded, here))) {
            differences.add(at + " is " + Json.text(recorded) + ", in the lab " + Json.text(here));
        }
    }

    private void rows(String at, List<?> list, List<?> other) {
        if (list.size() != other.size()) {
            differences.add(at + " has " + list.size() + " rows, in the lab " + other.size());
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            compare(at + "[" + i + "]", list.get(i), other.get(i));
        }
    }

    /** Rows come in the order of a hash there: they are paired by what names them. */
    private static List<?> sorted(List<?> list) {
        return list.stream().allMatch(row -> row instanceof Map<?, ?>)
                ? list.stream()
                        .sorted(Comparator.comparing(row -> key((Map<?, ?>) row)))
                        .toList()
                : list;
    }

    private static String key(Map<?, ?> row) {
        for (String name : List.of(
                "id", "pos", "vmid", "iface", "volid", "sid", "rule", "group", "groupid", "userid", "roleid", "tokenid",
                "storage", "cidr", "name", "key")) {
            Object value = row.get(name);
            if (value != null) {
                return name + String.format("%20s", value);
            }
        }
        var rest = new TreeMap<String, Object>();
        row.forEach((name, value) -> rest.put((String) name, String.valueOf(value)));
        rest.keySet().removeAll(List.of("digest", "active", "exists"));
        return rest.toString();
    }

    private static boolean same(@Nullable Object recorded, @Nullable Object here) {
        if (recorded instanceof String text && here instanceof String other) {
            return isLike(text, other) || items(text).equals(items(other));
        }
        return recorded instanceof Number number && here instanceof Number other
                ? number.doubleValue() == other.doubleValue()
                : java.util.Objects.equals(recorded, here);
    }

    /** Lists of contents, privileges and tags come in the order of a hash, too. */
    private static Set<String> items(String text) {
        return new TreeSet<>(List.of(text.split("[,;]", -1)));
    }
}
