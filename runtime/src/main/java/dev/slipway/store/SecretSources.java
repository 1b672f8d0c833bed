package dev.slipway.store;

import dev.slipway.model.InvalidInputException;
import dev.slipway.store.SecretSource.Here;
import dev.slipway.store.SecretSource.Nowhere;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** The places that secrets come from. None of them says in an error what it has read. */
public final class SecretSources {
    private SecretSources() {}

    /** Environment variables, for {@code env:NAME}. */
    public static SecretSource env(Map<String, String> environment) {
        return name -> {
            String value = environment.getOrDefault(name, "");
            String variable = "the environment variable " + name;
            return value.isEmpty()
                    ? new Nowhere(
                            variable + (environment.containsKey(name) ? " is empty" : " is not set"),
                            "set it for this run: export " + name + "=...")
                    : new Here(value, variable);
        };
    }

    /** Files below a directory or anywhere, for {@code file:PATH}. */
    public static SecretSource files(Path directory) {
        return path -> {
            Path file = directory.resolve(path);
            try {
                return new Here(withoutLineEnd(Files.readString(file, StandardCharsets.UTF_8)), "the file " + file);
            } catch (NoSuchFileException e) {
                return new Nowhere("the file " + file + " does not exist", "write it, or correct the path");
            } catch (CharacterCodingException e) {
                throw new InvalidInputException(
                        "the secret file:" + path + " cannot be read",
                        file + " is not text in UTF-8",
                        "keep the secret in a text file");
            } catch (IOException e) {
                throw IoErrors.refused("the secret file:" + path + " cannot be read", file, e);
            }
        };
    }

    /** The line end that editors and programs add is no part of a secret. */
    public static String withoutLineEnd(String value) {
        String trimmed = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
        return trimmed.endsWith("\r") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    }
}
