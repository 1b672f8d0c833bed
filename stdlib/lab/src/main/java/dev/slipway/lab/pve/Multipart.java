package dev.slipway.lab.pve;

import dev.slipway.lab.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upload, read as narrowly as Proxmox VE reads it: names in quotes, the disposition as the first header of a part, and
 * the file as the last part.
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by whom it was read for
record Multipart(Map<String, String> fields, String filename, byte[] file) {
    private static final Pattern PLAIN =
            Pattern.compile("^Content-Disposition: form-data; name=\"([^\"]+)\"$", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE = Pattern.compile(
            "^Content-Disposition: form-data; name=\"filename\"; filename=\"([^\"]+)\"$", Pattern.CASE_INSENSITIVE);

    static Multipart read(HttpRequest ask) {
        Matcher boundary = Pattern.compile("boundary=\"?([^\";]+)\"?")
                .matcher(ask.header("content-type").orElse(""));
        if (!boundary.find()) {
            throw new ApiException(501, "upload without boundary");
        }
        // one char for each byte, so that places in the text are places in the body
        String text = new String(ask.body(), StandardCharsets.ISO_8859_1);
        String border = "--" + boundary.group(1);
        var fields = new LinkedHashMap<String, String>();
        int at = text.indexOf(border);
        while (at >= 0 && !text.startsWith("--", at + border.length())) {
            int head = at + border.length() + 2;
            int body = text.indexOf("\r\n\r\n", head) + 4;
            int end = text.indexOf("\r\n" + border, body);
            if (body < 4 || end < 0) {
                break;
            }
            String first = text.substring(head, text.indexOf("\r\n", head));
            Matcher file = FILE.matcher(first);
            Matcher plain = PLAIN.matcher(first);
            if (file.matches()) {
                return new Multipart(fields, utf8(file.group(1)), java.util.Arrays.copyOfRange(ask.body(), body, end));
            } else if (!plain.matches()) {
                throw new ApiException(501, "unable to parse part header '" + first + "'");
            }
            fields.put(plain.group(1), utf8(text.substring(body, end)));
            at = end + 2;
        }
        throw new ApiException(400, "upload failed - the file is missing or cut short");
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
