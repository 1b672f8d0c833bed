package dev.slipway.lab.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one request, and refuses what the server refuses before it looks at the path. */
final class Wire {
    private final InputStream in;
    private final OutputStream out;
    private final HttpRules rules;

    Wire(InputStream in, OutputStream out, HttpRules rules) {
        this.in = in;
        this.out = out;
        this.rules = rules;
    }

    /** The next request, or empty at the end of the connection. */
    Optional<HttpRequest> read() throws IOException {
        String first = line(rules.head());
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] part = first.split(" ", -1);
        if (part.length != 3 || !part[2].startsWith("HTTP/1.")) {
            throw new HttpRefusal(400, "bad request");
        }
        var headers = headers();
        int question = part[1].indexOf('?');
        // the path is decoded as a whole, and a plus in it is a plus
        String path = decoded((question < 0 ? part[1] : part[1].substring(0, question)).replace("+", "%2B"));
        String query = question < 0 ? "" : part[1].substring(question + 1);
        boolean chunked = headers.containsKey("transfer-encoding");
        if (chunked && !rules.takesChunks()) {
            throw new HttpRefusal(501, "chunked transfer encoding not supported");
        }
        String declared = headers.getOrDefault("content-length", "0");
        if (!declared.matches("[0-9]{1,10}")) {
            throw new HttpRefusal(400, "bad content-length");
        }
        long length = Long.parseLong(declared);
        rules.check(in, part[0], path, headers, length);
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        byte[] body = chunked ? chunks(part[0], path, headers) : in.readNBytes((int) length);
        if (!chunked && body.length < length) {
            throw new IOException("cut short");
        }
        return Optional.of(new HttpRequest(part[0], path, query, headers, body));
    }

    private byte[] chunks(String method, String path, Map<String, String> headers) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int length;
            try {
                length = Integer.parseInt(line(rules.head()).split(";", 2)[0].strip(), 16);
            } catch (NumberFormatException e) {
                throw new HttpRefusal(400, "invalid byte in chunk length");
            }
            if (length == 0) {
                headers();
                return body.toByteArray();
            }
            rules.check(in, method, path, headers, body.size() + (long) length);
            body.write(in.readNBytes(length));
            line(2);
        }
    }

    private Map<String, String> headers() throws IOException {
        var headers = new TreeMap<String, String>();
        int left = rules.head();
        for (int lines = 0; ; lines++) {
            String line = line(left);
            left -= line.length() + 2;
            if (line.isEmpty()) {
                return headers;
            } else if (lines >= rules.lines()) {
                throw new HttpRefusal(400, "too many http header lines (> " + rules.lines() + ")");
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new HttpRefusal(400, "bad header");
            }
            // a header that comes more than once is a list
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> rules.takesChunks() ? one + "," + other : other);
        }
    }

    private String line(int most) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (line.size() >= most) {
                throw new HttpRefusal(400, "http header too large");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, "bad encoding in '" + text + "'");
        }
    }
}
