package dev.slipway.lab.kube.api;

import dev.slipway.lab.Json;
import dev.slipway.lab.http.Chunks;
import dev.slipway.lab.http.HttpReply;
import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the API server.
 *
 * @param stream writes the body piece by piece instead
 */
@SuppressWarnings("ArrayRecordComponent") // written once, by whom it was made for
record Answer(int status, String type, byte[] body, List<String> headers, Optional<Stream> stream)
        implements HttpReply {
    /** A body that goes on. */
    interface Stream {
        void write(Chunks chunks) throws IOException;
    }

    static Answer json(int status, Object body) {
        return bytes(status, "application/json", Json.text(body));
    }

    /** A status that says that a subresource was made, where there is no object to show. */
    static Answer created() {
        return json(
                201,
                Tree.of(
                        "kind",
                        "Status",
                        "apiVersion",
                        "v1",
                        "metadata",
                        Tree.of(),
                        "status",
                        "Success",
                        "code",
                        201L));
    }

    static Answer text(int status, String body) {
        return bytes(status, "text/plain; charset=utf-8", body);
    }

    static Answer bytes(int status, String type, String body) {
        return new Answer(status, type, body.getBytes(StandardCharsets.UTF_8), List.of(), Optional.empty());
    }

    static Answer refused(ApiError error) {
        Map<String, Object> status = error.status();
        return json(error.code(), status);
    }

    static Answer streamed(String type, Stream stream) {
        return new Answer(200, type, new byte[0], List.of(), Optional.of(stream));
    }

    Answer with(List<String> more) {
        return new Answer(status, type, body, more, stream);
    }

    @Override
    public boolean write(OutputStream out, boolean keep) throws IOException {
        var head = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason())
                .append("\r\n");
        head.append("Cache-Control: no-cache, private\r\nContent-Type: ")
                .append(type)
                .append("\r\n");
        headers.forEach(header -> head.append(header.replaceAll("[\r\n]", " ")).append("\r\n"));
        if (!keep) {
            head.append("Connection: close\r\n");
        }
        if (stream.isPresent()) {
            head.append("Transfer-Encoding: chunked\r\n\r\n");
            out.write(head.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
            var chunks = new Chunks(out);
            stream.get().write(chunks);
            chunks.end();
            return keep;
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        out.write(body);
        return keep;
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 413 -> "Request Entity Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Entity";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }
}
