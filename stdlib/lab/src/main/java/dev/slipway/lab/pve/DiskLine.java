package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A drive in the file of a guest: the volume, and how it is used. */
record DiskLine(String volume, Map<String, String> options) {
    private static final Pattern KEY = Pattern.compile("(ide|sata|scsi|virtio|efidisk|tpmstate|unused)[0-9]+");

    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    static DiskLine of(String text) {
        String volume = "";
        var options = new LinkedHashMap<String, String>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0 || part.startsWith("file=") || part.startsWith("volume=")) {
                volume = part.substring(equals + 1);
            } else {
                options.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return new DiskLine(volume, options);
    }

    String text() {
        var text = new StringBuilder(volume);
        new java.util.TreeMap<>(options)
                .forEach((name, value) ->
                        text.append(',').append(name).append('=').append(value));
        return text.toString();
    }

    DiskLine with(String volumeThen, Map<String, String> added) {
        var all = new LinkedHashMap<>(options);
        all.putAll(added);
        all.remove("import-from");
        all.remove("format");
        return new DiskLine(volumeThen, all);
    }

    boolean isCdrom() {
        return "cdrom".equals(options.get("media")) || isCloudInit();
    }

    boolean isCloudInit() {
        return volume.endsWith(":cloudinit") || volume.matches(".*vm-[0-9]+-cloudinit.*");
    }

    boolean isNone() {
        return volume.equals("none") || volume.equals("cdrom");
    }

    /** Whether it asks for a new volume, and does not name one. */
    boolean isNew() {
        return volume.matches("[^:/]+:([0-9]+(\\.[0-9]+)?|cloudinit)");
    }

    String storage() {
        int colon = volume.indexOf(':');
        return colon < 0 ? "" : volume.substring(0, colon);
    }

    /** The disk that a guest starts from: the first in its order, or the first at all. */
    static Optional<DiskLine> bootDisk(Guest guest) {
        String order = guest.get("boot", "").replaceFirst("^.*order=", "");
        for (String key : order.split(";", -1)) {
            Optional<DiskLine> line = guest.get(key).filter(value -> isKey(key)).map(DiskLine::of);
            if (line.isPresent() && !line.get().isCdrom()) {
                return line;
            }
        }
        return guest.config().entrySet().stream()
                .filter(entry -> entry.getKey().matches("(ide|sata|scsi|virtio)[0-9]+"))
                .map(entry -> of(entry.getValue()))
                .filter(line -> !line.isCdrom())
                .findFirst();
    }
}
