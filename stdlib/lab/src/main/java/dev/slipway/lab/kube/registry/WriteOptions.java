package dev.slipway.lab.kube.registry;

/**
 * How something is written.
 *
 * @param manager who manages the fields that change
 * @param dryRun whether everything happens but the writing
 */
public record WriteOptions(String manager, boolean dryRun) {
    public static WriteOptions by(String manager) {
        return new WriteOptions(manager, false);
    }
}
