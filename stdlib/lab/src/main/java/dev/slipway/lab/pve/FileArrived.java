package dev.slipway.lab.pve;

/**
 * A file is there.
 *
 * @param wrong what was found out about it on the way; empty when it is good
 */
record FileArrived(Volume volume, String wrong) implements FileWork {
    @Override
    public void finish(Running in) {
        if (!wrong.isEmpty()) {
            throw Refused.because(wrong);
        }
        in.cluster().volumes.put(volume.key(), volume);
    }
}
