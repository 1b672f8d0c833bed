package dev.slipway.lab.pve;

import dev.slipway.lab.http.HttpRequest;
import dev.slipway.lab.table.Operation;
import dev.slipway.lab.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is given with a request: in its body, in its query, which wins, and in its path, which wins over both. */
final class Parameters {
    private Parameters() {}

    static Optional<Multipart> upload(HttpRequest ask, Operation operation) {
        if (!ask.type().equals("multipart/form-data")) {
            return Optional.empty();
        } else if (!operation.path().endsWith("/upload")) {
            throw new ApiException(506, "unsupported content type '" + ask.type() + "'");
        }
        return Optional.of(Multipart.read(ask));
    }

    static Map<String, String> of(HttpRequest ask, Table.Meant meant, Optional<Multipart> upload) {
        var given = new LinkedHashMap<String, String>();
        if (upload.isPresent()) {
            given.putAll(upload.get().fields());
            given.put("filename", upload.get().filename());
        } else if (ask.body().length > 0) {
            String body = new String(ask.body(), StandardCharsets.UTF_8);
            switch (ask.type()) {
                case "application/x-www-form-urlencoded" -> given.putAll(Form.read(body));
                case "application/json" -> given.putAll(json(body));
                default -> throw new ApiException(506, "unsupported content type '" + ask.type() + "'");
            }
        }
        given.putAll(Form.read(ask.query()));
        given.putAll(meant.variables());
        return given;
    }

    private static Map<String, String> json(String body) {
        try {
            return Form.json(body);
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, "unable to parse json: " + e.getMessage());
        }
    }
}
