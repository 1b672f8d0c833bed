package dev.slipway.lab.pve;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** The options of a guest: what it takes to set one, which take effect while it runs, and what is filled in. */
final class GuestOptions {
    /** What takes effect at once, also in a guest that runs. */
    private static final Set<String> FAST = Set.of(
            "name",
            "onboot",
            "shares",
            "startup",
            "description",
            "protection",
            "hookscript",
            "lock",
            "tags",
            "migrate_downtime",
            "migrate_speed",
            "vmstatestorage",
            "cicustom",
            "cipassword",
            "citype",
            "ciupgrade",
            "ciuser",
            "nameserver",
            "searchdomain",
            "sshkeys");

    private static final Pattern PLUGGED = Pattern.compile("(net|scsi|virtio|unused|usb)[0-9]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    private GuestOptions() {}

    static boolean exists(Datacenter in, String option) {
        return in.guestRules().containsKey(option)
                || in.guestRules().containsKey(option.replaceFirst("[0-9]+$", "[n]"))
                || option.startsWith("unused");
    }

    /**
     * Whether a guest that runs takes a change at once; an empty value takes the option away. Another disc is put into a drive,
     * and the drive itself stays. qemu-server src/PVE/QemuServer.pm vmconfig_hotplug_pending.
     */
    static boolean isPlugged(Guest guest, String option, String value) {
        boolean isOn = !guest.get("balloon", "1").equals("0");
        return FAST.contains(option)
                || PLUGGED.matcher(option).matches()
                || (option.equals("balloon") && isOn && !value.equals("0"))
                || (option.matches("ide[0-9]+") && !value.isEmpty());
    }

    /** Refuses storages and bridges that the caller may not use. */
    static void check(ApiCall call, Map<String, String> options) {
        options.forEach((name, value) -> {
            if (name.matches("net[0-9]+")) {
                part(value, "bridge")
                        .ifPresent(bridge -> call.check( // check_vnet_access, pve-guest-common src/PVE/GuestHelpers.pm
                                "/sdn/zones/localnetwork/" + bridge
                                        + part(value, "tag")
                                                .map(tag -> "/" + tag)
                                                .orElse(""),
                                "SDN.Use"));
            }
            if (DiskLine.isKey(name) && !value.isEmpty()) {
                checkDisk(call, DiskLine.of(value));
            }
        });
    }

    private static void checkDisk(ApiCall call, DiskLine line) {
        var volumes = new Volumes(call.in(), call.cluster(), call.node());
        String source = line.options().get("import-from");
        if (line.isNone()) {
            return;
        } else if (line.volume().startsWith("/")) {
            throw ApiException.because("only root can use absolute paths");
        } else if (line.isNew()) {
            volumes.forImages(line.storage());
            call.check("/storage/" + line.storage(), "Datastore.AllocateSpace");
        } else {
            Storages.usable(call.cluster(), call.node(), line.storage());
            call.checkAny("/storage/" + line.storage(), "Datastore.AllocateSpace", "Datastore.Audit");
        }
        if (source != null) {
            if (!line.volume().endsWith(":0")) {
                throw ApiException.parameter(
                        "import-from",
                        "'import-from' requires special syntax - use <storage ID>:0,import-from=<source>");
            }
            volumes.imported(source);
        }
    }

    /** One part of an option that has several. */
    static Optional<String> part(String value, String name) {
        return ApiCall.listed(value).stream()
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst();
    }

    /** What Proxmox VE fills in: addresses of cards, ids of machines. */
    static String filled(String name, String value) {
        if (name.matches("net[0-9]+")) {
            return card(value);
        } else if (name.equals("smbios1") && !value.contains("uuid=")) {
            return value + (value.isEmpty() ? "" : ",") + "uuid=" + UUID.randomUUID();
        } else if (name.equals("vmgenid") && value.equals("1")) {
            return UUID.randomUUID().toString();
        } else if (name.equals("tags")) {
            // get_unique_tags, pve-guest-common src/PVE/GuestHelpers.pm
            return String.join(";", new java.util.TreeSet<>(ApiCall.listed(value.toLowerCase(Locale.ROOT))));
        }
        return value;
    }

    private static String card(String value) {
        var parts = new ArrayList<String>();
        for (String part : value.split(",", -1)) {
            String model = part.replaceFirst("^model=", "");
            boolean bare = !model.contains("=") && model.matches("virtio|e1000e?|rtl8139|vmxnet3");
            parts.add(bare ? model + "=" + address() : part);
        }
        return String.join(",", parts);
    }

    static String address() {
        return String.format(
                Locale.ROOT, "BC:24:11:%02X:%02X:%02X", RANDOM.nextInt(256), RANDOM.nextInt(256), RANDOM.nextInt(256));
    }

    /** The same machine again, as a copy: other cards, other ids. */
    static Map<String, String> copied(Map<String, String> config) {
        var copy = new TreeMap<>(config);
        copy.keySet().removeAll(List.of("template", "lock", "protection", "digest"));
        copy.replaceAll((name, value) -> {
            if (name.matches("net[0-9]+")) {
                return value.replaceFirst("=[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}", "=" + address());
            } else if (name.equals("smbios1")) {
                return value.replaceFirst("uuid=[^,]*", "uuid=" + UUID.randomUUID());
            }
            return name.equals("vmgenid") ? UUID.randomUUID().toString() : value;
        });
        return copy;
    }
}
