package dev.slipway.lab.pve;

import dev.slipway.lab.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters of a request. A name that comes more than once is a list, whose values are kept apart by a NUL. */
final class Form {
    static final String LIST = "\0";

    private Form() {}

    /** Both {@code &} and {@code ;} separate, so that a value with a bare semicolon falls apart here as it does there. */
    static Map<String, String> read(String text) {
        var form = new LinkedHashMap<String, String>();
        for (String part : text.split("[&;]", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = decoded(equals < 0 ? part : part.substring(0, equals));
                form.merge(name, equals < 0 ? "" : decoded(part.substring(equals + 1)), (a, b) -> a + LIST + b);
            }
        }
        return form;
    }

    static Map<String, String> json(String text) {
        var form = new LinkedHashMap<String, String>();
        Json.object(text).forEach((name, value) -> {
            if (value instanceof List<?> list) {
                form.put(name, list.stream().map(Form::plain).collect(Collectors.joining(LIST)));
            } else if (value != null) {
                form.put(name, plain(value));
            }
        });
        return form;
    }

    private static String plain(Object value) {
        return value instanceof Boolean truth ? (truth ? "1" : "0") : String.valueOf(value);
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, "bad encoding in '" + text + "'");
        }
    }
}
