package dev.slipway.project;

import java.util.Map;

/** Finds the stage for a script. */
@FunctionalInterface
public interface Targets {
    Targets WORLD = RealTarget::new;

    /**
     * The stage for a script.
     *
     * @param environment which may say what is kept where
     */
    Target of(StateHome home, Map<String, String> environment);
}
