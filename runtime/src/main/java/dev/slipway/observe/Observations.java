package dev.slipway.observe;

import dev.slipway.model.TaskKey;
import java.util.Map;
import java.util.Optional;

/** Everything that was looked at in a run, once. */
public record Observations(Map<TaskKey, Observation> observations) {
    public static final Observations UNSEEN = new Observations(Map.of());

    public Observations {
        observations = Map.copyOf(observations);
    }

    public Optional<Observation> of(TaskKey key) {
        return Optional.ofNullable(observations.get(key));
    }
}
