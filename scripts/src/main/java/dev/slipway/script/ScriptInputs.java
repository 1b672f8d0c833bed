package dev.slipway.script;

import dev.slipway.evaluate.ReadLog;
import dev.slipway.graph.TrackedRead;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Value;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an operator gives a script from outside.
 *
 * @param parameters of {@code -p name=value}
 * @param environment of {@code --env}
 * @param variables of the process
 */
public record ScriptInputs(
        Map<String, String> parameters, Optional<String> environment, Map<String, String> variables) {
    static final String SLIPWAY = "slipway";

    public ScriptInputs {
        parameters = Map.copyOf(parameters);
    }

    /** What there is now of something that a script read once. */
    Fingerprint now(TrackedRead read, Fingerprint ground) {
        return switch (read.sort()) {
            case VERSION -> read.name().equals(SLIPWAY) ? ground : Fingerprint.ZERO;
            case PARAMETER -> digest(parameter(read.name()));
            case ENVIRONMENT -> digest(variables.get(read.name()));
            default -> Fingerprint.ZERO;
        };
    }

    private @Nullable String parameter(String name) {
        return switch (name) {
            case ReadLog.ENVIRONMENT -> environment.orElse(null);
            case ReadLog.NAMES -> String.join(",", new TreeMap<>(parameters).keySet());
            default -> parameters.get(name);
        };
    }

    static Fingerprint digest(@Nullable String text) {
        return text == null ? Fingerprint.ZERO : Hasher.of(Value.of(text));
    }
}
