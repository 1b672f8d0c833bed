package dev.slipway.lab.pve;

/** A file or a disk is gone. */
record FileRemoved(String volume) implements FileWork {
    @Override
    public void finish(Running in) {
        new Volumes(in.in(), in.cluster(), in.node()).remove(volume);
        in.cluster().files().remove(volume);
    }
}
