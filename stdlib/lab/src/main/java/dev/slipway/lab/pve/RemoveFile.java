package dev.slipway.lab.pve;

/** A file or a disk is gone: {@code vdisk_free}, pve-storage src/PVE/Storage.pm. */
record RemoveFile(String volume) implements FileWork {
    @Override
    public void finish(TaskContext in) {
        String name = volume.substring(volume.indexOf(':') + 1);
        ConfigSection storage = Storages.usable(in.cluster(), in.node(), volume.substring(0, volume.indexOf(':')));
        boolean used = name.contains("base-")
                && in.cluster().volumes.values().stream()
                        .anyMatch(other -> other.id().startsWith(volume + "/"));
        if (used) {
            throw ApiException.because("base volume '" + name + "' is still in use by linked clones");
        }
        var volumes = new Volumes(in.in(), in.cluster(), in.node());
        // A file that is not there is a warning (free_image, Plugin.pm); a disk that is not is what its tool says.
        if (volumes.find(volume).isEmpty() && !Storages.keepsFiles(storage)) {
            throw ApiException.because("removing '" + name + "' failed: no such volume");
        }
        volumes.remove(volume);
        in.cluster().files().remove(volume);
    }
}
