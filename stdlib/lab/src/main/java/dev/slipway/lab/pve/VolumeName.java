package dev.slipway.lab.pve;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A volume as it is named, whether it is there or not: {@code parse_volname} of pve-storage src/PVE/Storage/Plugin.pm.
 *
 * @param owner the guest that it belongs to; 0 for nobody's
 */
record VolumeName(ConfigSection storage, String name, String content, int owner) {
    private static final Pattern FILE = Pattern.compile("(iso|vztmpl|import|backup|snippets)/([^/]+)");
    private static final Pattern BACKUP = Pattern.compile("vzdump-(?:openvz|lxc|qemu)-([0-9]+)-.+");
    private static final Pattern IMAGE = Pattern.compile("(?:[0-9]+/\\S+/)?([0-9]+)/\\S+");
    private static final Pattern DISK = Pattern.compile("(?:base-[0-9]+-\\S+/)?(?:vm|base)-([0-9]+)-\\S+");

    static VolumeName of(ApiCall call) {
        String given = call.text("volume");
        String id = given.contains(":") ? given : call.text("storage") + ":" + given;
        String storage = id.substring(0, id.indexOf(':'));
        if (!storage.equals(call.text("storage"))) {
            throw ApiException.parameter(
                    "volume", "storage ID mismatch (" + storage + " != " + call.text("storage") + ")\n");
        }
        return of(Storages.section(call.cluster(), storage), id.substring(id.indexOf(':') + 1));
    }

    static VolumeName of(ConfigSection storage, String name) {
        boolean files = Storages.keepsFiles(storage);
        Matcher file = FILE.matcher(name);
        if (files && file.matches()) {
            Matcher backup = BACKUP.matcher(file.group(2));
            boolean owned = file.group(1).equals("backup") && backup.matches();
            return new VolumeName(storage, name, file.group(1), owned ? Integer.parseInt(backup.group(1)) : 0);
        }
        Matcher image = (files ? IMAGE : DISK).matcher(name);
        if (!image.matches()) {
            String type = files ? "directory" : storage.option("type", "").replaceFirst("(thin|pool)$", "");
            throw ApiException.because("unable to parse " + type + " volume name '" + name + "'");
        }
        return new VolumeName(storage, name, "images", Integer.parseInt(image.group(1)));
    }

    String id() {
        return storage.id() + ":" + name;
    }

    /** Refuses who may not see it: {@code check_volume_access}, pve-storage src/PVE/Storage.pm. */
    void checkAccess(ApiCall call) {
        String path = "/storage/" + storage.id();
        if (call.may(path, "Datastore.Allocate")) {
            return;
        }
        switch (content) {
            case "iso", "vztmpl", "import" -> call.checkAny(path, "Datastore.AllocateSpace", "Datastore.Audit");
            case "backup" -> {
                call.check(path, "Datastore.AllocateSpace");
                call.check("/vms/" + owner, "VM.Backup");
            }
            case "images" -> {
                call.check(path, "Datastore.Audit");
                call.check("/vms/" + owner, "VM.Config.Disk");
            }
            default -> throw ApiException.because("missing privileges to access " + id());
        }
    }

    boolean isSeen(ApiCall call) {
        try {
            checkAccess(call);
            return true;
        } catch (ApiException e) {
            return false;
        }
    }
}
