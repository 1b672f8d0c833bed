package dev.slipway.lab.pve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one request, and refuses what the real server refuses before it looks at the path. */
final class Wire {
    private static final int LINES = 64;
    private static final int HEAD = 8 << 10;
    private static final int BODY = 512 << 10;
    private static final long DRAINED = 16 << 20;

    private Wire() {}

    /** The next request, or empty at the end of the connection. */
    static Optional<HttpRequest> read(InputStream in, OutputStream out) throws IOException {
        String first = line(in, HEAD);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] part = first.split(" ", -1);
        if (part.length != 3 || !part[2].startsWith("HTTP/1.")) {
            throw new ApiException(400, "bad request");
        }
        var headers = headers(in);
        int question = part[1].indexOf('?');
        // the path is decoded as a whole, and a plus in it is a plus
        String path = Form.decoded((question < 0 ? part[1] : part[1].substring(0, question)).replace("+", "%2B"));
        String query = question < 0 ? "" : part[1].substring(question + 1);
        int length = length(in, part[0], path, headers);
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("cut short");
        }
        return Optional.of(new HttpRequest(part[0], path, query, headers, body));
    }

    private static int length(InputStream in, String method, String path, Map<String, String> headers)
            throws IOException {
        boolean writes = method.equals("POST") || method.equals("PUT");
        if (headers.containsKey("transfer-encoding")) {
            throw new ApiException(501, "chunked transfer encoding not supported");
        }
        String declared = headers.getOrDefault("content-length", "0");
        if (!declared.matches("[0-9]{1,10}")) {
            throw new ApiException(400, "bad content-length");
        }
        long length = Long.parseLong(declared);
        if (length > 0 && !writes) {
            throw new ApiException(501, "Unexpected content for method '" + method + "'");
        } else if (length > (path.endsWith("/upload") ? Integer.MAX_VALUE : BODY)) {
            in.skipNBytes(Math.min(length, DRAINED)); // or the client would see a broken pipe before the answer
            throw new ApiException(501, "for data too large");
        }
        return (int) length;
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, String>();
        int left = HEAD;
        for (int lines = 0; ; lines++) {
            String line = line(in, left);
            left -= line.length() + 2;
            if (line.isEmpty()) {
                return headers;
            } else if (lines >= LINES) {
                throw new ApiException(400, "too many http header lines (> " + LINES + ")");
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ApiException(400, "bad header");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    private static String line(InputStream in, int most) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (line.size() >= most) {
                throw new ApiException(400, "http header too large");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
