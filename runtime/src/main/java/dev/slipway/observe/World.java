package dev.slipway.observe;

import dev.slipway.model.TaskKey;
import java.util.Map;
import java.util.Optional;

/** Everything that was looked at in a run, once. */
public record World(Map<TaskKey, Observation> observations) {
    public static final World UNSEEN = new World(Map.of());

    public World {
        observations = Map.copyOf(observations);
    }

    public Optional<Observation> of(TaskKey key) {
        return Optional.ofNullable(observations.get(key));
    }
}
