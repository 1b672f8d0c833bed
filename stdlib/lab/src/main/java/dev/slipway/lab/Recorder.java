package dev.slipway.lab;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Every request to the lab, one line of JSON each, in the order in which they were answered. */
public final class Recorder {
    private final Path file;

    public Recorder(Path file) {
        this.file = file;
    }

    public synchronized void add(Request request) {
        var line = new LinkedHashMap<String, Object>();
        line.put("at", request.at().toString());
        line.put("system", request.system());
        line.put("what", request.what());
        line.put("answer", request.answer());
        line.put("violations", request.violations());
        // not over a channel, which would break when whoever writes is interrupted
        try (var out = new FileOutputStream(file.toFile(), true)) {
            out.write((Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything recorded so far. The last line of a lab that was killed may be torn; it is left out. */
    public synchronized List<Request> list() {
        var requests = new ArrayList<Request>();
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> requests.add(request(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return requests;
    }

    public synchronized void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(String line) {
        var fields = Json.object(line);
        var violations = new ArrayList<String>();
        if (fields.get("violations") instanceof List<?> list) {
            list.forEach(violation -> violations.add(String.valueOf(violation)));
        }
        return new Request(
                Instant.parse(String.valueOf(fields.get("at"))),
                String.valueOf(fields.get("system")),
                String.valueOf(fields.get("what")),
                String.valueOf(fields.get("answer")),
                violations);
    }
}
