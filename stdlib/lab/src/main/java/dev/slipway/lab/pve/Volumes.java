package dev.slipway.lab.pve;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes and removes the disks of guests on the storages of a node. */
record Volumes(Datacenter in, Cluster cluster, Node node) {
    private static final long CLOUD_INIT = 4L << 20;
    private static final long TPM = 4L << 20;

    Optional<Volume> find(String id) {
        return cluster.volumes.get(Volume.key("", id)).or(() -> cluster.volumes.get(Volume.key(node.name(), id)));
    }

    Volume get(String id) {
        return find(id).orElseThrow(() -> ApiException.because("volume '" + id + "' does not exist"));
    }

    /** A storage that takes the disks of guests. */
    ConfigSection forImages(String storage) {
        ConfigSection section = Storages.usable(cluster, node, storage);
        if (!Storages.takes(section, "images")) {
            throw ApiException.because("storage '" + storage + "' does not support vm images");
        }
        return section;
    }

    /** A drive as it is to be in the file of a guest: what was asked for is made. */
    DiskLine made(int vmid, String key, DiskLine wanted) {
        if (!wanted.isNew() || wanted.isNone()) {
            if (!wanted.isNone()) {
                Volume volume = get(wanted.volume());
                return wanted.isCdrom() ? wanted.with(volume.id(), Map.of("size", text(volume.size()))) : wanted;
            }
            return wanted.with(wanted.volume(), Map.of("media", "cdrom")); // a drive without a disc
        }
        String asked = wanted.volume().substring(wanted.volume().indexOf(':') + 1);
        if (asked.equals("cloudinit")) {
            Volume volume = make(vmid, wanted.storage(), "cloudinit", CLOUD_INIT, "raw");
            return wanted.with(volume.id(), Map.of("media", "cdrom", "size", text(CLOUD_INIT)));
        }
        String source = wanted.options().get("import-from");
        long size = new BigDecimal(asked)
                .multiply(BigDecimal.valueOf(ResponseText.GIB))
                .longValue();
        if (source != null) {
            size = rounded(imported(source).size());
        } else if (key.startsWith("efidisk")) {
            size = variables(forImages(wanted.storage()), wanted.options().getOrDefault("efitype", "2m"));
        } else if (key.startsWith("tpmstate")) {
            size = TPM;
        }
        Volume volume =
                make(vmid, wanted.storage(), "disk", size, wanted.options().getOrDefault("format", "raw"));
        return wanted.with(volume.id(), Map.of("size", text(size)));
    }

    /**
     * What the variables of the firmware take: the size of the file with them, rounded up as the storage does it.
     * qemu-server src/PVE/QemuServer/OVMF.pm create_efidisk.
     */
    private static long variables(ConfigSection storage, String type) {
        long file = type.equals("4m") ? 528L << 10 : 128L << 10;
        long unit = switch (storage.option("type", "")) {
            case "lvm", "lvmthin" -> 4L << 20;
            case "rbd", "zfspool" -> 1L << 20;
            default -> 1L << 10;
        };
        return (file + unit - 1) / unit * unit;
    }

    /** The image that a disk is to be a copy of. */
    Volume imported(String source) {
        if (source.startsWith("/")) {
            throw ApiException.because("only root can use absolute paths");
        }
        Volume volume = get(source);
        if (!volume.content().equals("import") && !volume.content().equals("images")) {
            throw new ApiException(
                    400,
                    "Parameter verification failed.",
                    Map.of(
                            "import-from",
                            source + " has wrong type '" + volume.content() + "' - needs to be 'images' or 'import'"));
        }
        return volume;
    }

    Volume make(int vmid, String storage, String what, long size, String format) {
        ConfigSection section = forImages(storage);
        checkRoom(section, size);
        String name = "vm-" + vmid + "-" + what;
        for (int i = 0;
                what.equals("disk") && (name.equals("vm-" + vmid + "-disk") || taken(section, vmid, name));
                i++) {
            name = "vm-" + vmid + "-disk-" + i;
        }
        return put(section, named(section, vmid, name, format), format, size, vmid);
    }

    Volume put(ConfigSection storage, String id, String format, long size, int vmid) {
        String at = Storages.isShared(storage) ? "" : node.name();
        var volume = new Volume(
                id, at, "images", Storages.keepsFiles(storage) ? format : "raw", size, vmid, in.now() / 1000, "");
        return cluster.volumes.put(volume.key(), volume);
    }

    /** A number is taken whatever the format: {@code find_free_diskname}, pve-storage src/PVE/Storage/Plugin.pm. */
    private boolean taken(ConfigSection storage, int vmid, String name) {
        Pattern same = Pattern.compile(".*[:/](vm|base)" + Pattern.quote(name.substring(2)) + "(\\.[a-z0-9]+)?");
        return cluster.volumes.values().stream()
                .anyMatch(volume -> volume.vmid() == vmid
                        && volume.storage().equals(storage.id())
                        && (volume.node().isEmpty() || volume.node().equals(node.name()))
                        && same.matcher(volume.id()).matches());
    }

    static String named(ConfigSection storage, int vmid, String name, String format) {
        return storage.id() + ":" + (Storages.keepsFiles(storage) ? vmid + "/" + name + "." + format : name);
    }

    boolean hasRoom(ConfigSection storage, long size) {
        long left = Storages.total(storage) - Storages.used(cluster, node, storage);
        return size <= left && !in.strikes("storage-full", storage.id());
    }

    /** As much room as it takes, or the words of the storage when there is not. */
    void checkRoom(ConfigSection storage, long size) {
        if (!hasRoom(storage, size)) {
            throw ApiException.because(
                    Storages.keepsFiles(storage)
                            ? "unable to create image: No space left on device"
                            : storage.option("type", "").equals("rbd")
                                    ? "rbd create error: (28) No space left on device"
                                    : "lvcreate error:   Volume group has insufficient free space");
        }
    }

    void remove(String id) {
        find(id).ifPresent(volume -> cluster.volumes.remove(volume.key()));
    }

    private static long rounded(long size) {
        long block = 1L << 20;
        return (size + block - 1) / block * block;
    }

    static String text(long size) {
        if (size % ResponseText.GIB == 0) {
            return size / ResponseText.GIB + "G";
        }
        if (size % (1 << 20) == 0) {
            return (size >> 20) + "M";
        }
        return size % (1 << 10) == 0 ? (size >> 10) + "K" : String.valueOf(size);
    }

    static long bytes(String text) {
        String unit = text.substring(text.length() - 1).toUpperCase(Locale.ROOT);
        int power = "KMGT".indexOf(unit) + 1;
        String number = power > 0 ? text.substring(0, text.length() - 1) : text;
        return new BigDecimal(number)
                .multiply(BigDecimal.valueOf(1L << (10 * power)))
                .longValue();
    }
}
