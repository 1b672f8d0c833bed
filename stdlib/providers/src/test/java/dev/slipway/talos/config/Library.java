package dev.slipway.talos.config;

import dev.slipway.talos.yaml.YamlDocuments;
import dev.slipway.talos.yaml.YamlNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Upstream's library in a process of its own, scripts/judge/talos-library: a request and a reply a line, in JSON. */
final class Library implements AutoCloseable {
    /** The library made the same of the input, or rejected it as Slipway did. */
    record Answer(boolean isSame, String theirs, String error) {}

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader replies;

    Library(String program) throws IOException {
        process = new ProcessBuilder(program)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        replies = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Answer ask(Map<String, Object> request) {
        try {
            requests.write(json(request));
            requests.write('\n');
            requests.flush();
            String line = replies.readLine();
            var reply = (YamlNode.Mapping) YamlDocuments.read(line).get(0);
            return new Answer(reply.text("same").equals("true"), reply.text("theirs"), reply.text("error"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            var text = new StringBuilder("{");
            map.forEach((key, item) -> text.append(text.length() == 1 ? "" : ",")
                    .append(json(String.valueOf(key)))
                    .append(':')
                    .append(json(item)));
            return text.append('}').toString();
        } else if (value instanceof List<?> list) {
            return "[" + String.join(",", list.stream().map(Library::json).toList()) + "]";
        } else if (value instanceof String text) {
            var quoted = new StringBuilder("\"");
            text.chars().forEach(c -> {
                if (c == '"' || c == '\\' || c < 0x20) {
                    quoted.append(String.format("\\u%04x", c));
                } else {
                    quoted.append((char) c);
                }
            });
            return quoted.append('"').toString();
        }
        return String.valueOf(value);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
