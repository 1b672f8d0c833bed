package dev.slipway.store;

import dev.slipway.model.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** The places that secrets come from. None of them says in an error what it has read. */
public final class Sources {
    private Sources() {}

    /** Environment variables, for {@code env:NAME}. */
    public static Function<String, String> env(Map<String, String> environment) {
        return name -> {
            String value = environment.getOrDefault(name, "");
            if (value.isEmpty()) {
                throw new Refused(
                        "the secret env:" + name + " is not there",
                        "the environment variable " + name
                                + (environment.containsKey(name) ? " is empty" : " is not set"),
                        "set it for this run: export " + name + "=...");
            }
            return value;
        };
    }

    /** Files below a directory or anywhere, for {@code file:PATH}; the newline that editors add is no part of it. */
    public static Function<String, String> files(Path directory) {
        return path -> {
            Path file = directory.resolve(path);
            try {
                String value = Files.readString(file, StandardCharsets.UTF_8);
                String trimmed = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
                return trimmed.endsWith("\r") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
            } catch (java.nio.charset.CharacterCodingException e) {
                throw new Refused(
                        "the secret file:" + path + " cannot be read",
                        file + " is not text in UTF-8",
                        "keep the secret in a text file");
            } catch (IOException e) {
                throw Trouble.refused("the secret file:" + path + " cannot be read", file, e);
            }
        };
    }
}
