package dev.slipway.store;

/** What was asked of the disk so far. */
public record Counts(long operations, long reads, long writes, long forces, long bytes) {
    public Counts minus(Counts earlier) {
        return new Counts(
                operations - earlier.operations,
                reads - earlier.reads,
                writes - earlier.writes,
                forces - earlier.forces,
                bytes - earlier.bytes);
    }
}
