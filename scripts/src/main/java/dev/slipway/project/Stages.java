package dev.slipway.project;

import java.util.Map;

/** Finds the stage for a script. */
@FunctionalInterface
public interface Stages {
    Stages WORLD = World::new;

    /**
     * The stage for a script.
     *
     * @param environment which may say what is kept where
     */
    Stage of(StateHome home, Map<String, String> environment);
}
