package dev.slipway.lab.pve;

/** What is done to files on storages. */
sealed interface FileWork extends Work {
    /**
     * A file is there.
     *
     * @param wrong what was found out about it on the way; empty when it is good
     */
    record Arrived(Volume volume, String wrong) implements FileWork {
        @Override
        public void finish(Running in) {
            if (!wrong.isEmpty()) {
                throw Refused.because(wrong);
            }
            in.cluster().volumes.put(volume.key(), volume);
        }
    }

    /** A file or a disk is gone. */
    record Removed(String volume) implements FileWork {
        @Override
        public void finish(Running in) {
            new Volumes(in.in(), in.cluster(), in.node()).remove(volume);
            in.cluster().files().remove(volume);
        }
    }
}
