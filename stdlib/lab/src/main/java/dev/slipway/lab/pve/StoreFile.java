package dev.slipway.lab.pve;

/**
 * A file is there.
 *
 * @param wrong what was found out about it on the way; empty when it is good
 */
record StoreFile(Volume volume, String wrong) implements FileWork {
    @Override
    public void finish(TaskContext in) {
        if (!wrong.isEmpty()) {
            throw ApiException.because(wrong);
        }
        in.cluster().volumes.put(volume.key(), volume);
    }
}
