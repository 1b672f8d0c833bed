package dev.slipway.lab.kube.rules;

import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets what built-in kinds have where nothing is given, as {@code defaults.txt} says. */
public final class Defaults {
    /** A field that is set unless it is there, or, with a part, everything that the part sets below the path. */
    private record Preset(List<String> path, @Nullable Object value, String condition, String part) {}

    private final Map<String, List<Preset>> sections = new LinkedHashMap<>();

    public Defaults() {
        List<Preset> section = new ArrayList<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith("part ") || line.startsWith("kind ")) {
                section = new ArrayList<>();
                sections.put(line, section);
            } else if (line.startsWith(" ")) {
                section.add(preset(line.strip()));
            }
        }
    }

    private static String text() {
        try (InputStream in = Defaults.class.getResourceAsStream("/dev/slipway/lab/kube/defaults.txt")) {
            return new String(Objects.requireNonNull(in, "defaults.txt").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Preset preset(String line) {
        String[] words = line.split(" ", 3);
        if (words[0].equals("use")) {
            return new Preset(List.of(words[2].split("\\.", -1)), null, "", "part " + words[1]);
        }
        String rest = line.substring(words[0].length() + 1);
        int end = Math.max(rest.lastIndexOf(" if "), rest.lastIndexOf(" unless "));
        String value = end < 0 ? rest : rest.substring(0, end);
        try {
            return new Preset(
                    List.of(words[0].split("\\.", -1)),
                    JsonReader.read(value),
                    end < 0 ? "" : rest.substring(end + 1),
                    "");
        } catch (JsonReader.Malformed e) {
            throw new IllegalStateException("defaults.txt: " + line, e);
        }
    }

    public void apply(String apiVersion, String kind, Map<String, Object> object) {
        apply("kind " + apiVersion + "/" + kind, object);
    }

    private void apply(String section, Map<String, Object> at) {
        sections.getOrDefault(section, List.of()).forEach(preset -> walk(preset, 0, at));
    }

    private void walk(Preset preset, int depth, Map<String, Object> at) {
        String step = preset.path().get(depth);
        boolean last = depth == preset.path().size() - 1;
        if (step.endsWith("[]")) {
            Tree.list(at, step.substring(0, step.length() - 2)).forEach(item -> {
                if (item instanceof Map<?, ?>) {
                    next(preset, depth, last, Tree.map(item));
                }
            });
        } else if (step.endsWith("+")) {
            String name = step.substring(0, step.length() - 1);
            if (!Tree.has(at, name)) {
                at.put(name, Tree.of());
            }
            next(preset, depth, false, Tree.map(at.get(name)));
        } else if (last && preset.part().isEmpty()) {
            if (isAbsent(at.get(step), preset.value()) && holds(preset.condition(), at)) {
                at.put(step, Objects.requireNonNull(Tree.copyOf(preset.value())));
            }
        } else if (at.get(step) instanceof Map<?, ?> below) {
            next(preset, depth, last, Tree.map(below));
        }
    }

    /** An empty string is none, unless it is the default itself. */
    private static boolean isAbsent(@Nullable Object given, @Nullable Object preset) {
        return given == null || (given.equals("") && preset instanceof String);
    }

    private void next(Preset preset, int depth, boolean last, Map<String, Object> at) {
        if (last) {
            apply(preset.part(), at);
        } else {
            walk(preset, depth + 1, at);
        }
    }

    private static boolean holds(String condition, Map<String, Object> beside) {
        if (condition.isEmpty()) {
            return true;
        } else if (condition.startsWith("unless ")) {
            return !Tree.has(beside, condition.substring(7));
        }
        String what = condition.substring(3);
        int equals = what.indexOf('=');
        return equals < 0
                ? Tree.has(beside, what)
                : Tree.text(beside, what.substring(0, equals)).equals(what.substring(equals + 2, what.length() - 1));
    }
}
