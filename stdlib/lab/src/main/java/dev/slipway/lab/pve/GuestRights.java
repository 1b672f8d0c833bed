package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may set which option of a guest. qemu-server src/PVE/API2/Qemu.pm check_vm_modify_config_perm, and for options whose
 * value decides, check_vm_create_serial_perm, check_usb_perm, check_hostpci_perm, check_rng_perm and check_dir_perm.
 */
record GuestRights(ApiCall call, String vmid) {
    private static final Map<String, String> PRIVILEGES = Map.of(
            "VM.Config.CPU", "cores|cpu|runningcpu|cpulimit|cpuunits|numa[0-9]*|smp|sockets|vcpus",
            "VM.Config.Memory", "memory|balloon|shares|allow-ksm",
            "VM.Config.HWType",
                    "acpi|hotplug|kvm|machine|runningmachine|scsihw|smbios1|tablet|vga|watchdog|audio0|rng0",
            "VM.Config.Options",
                    "agent|autostart|bios|description|keyboard|localtime|migrate_downtime|migrate_speed|name|onboot|ostype"
                            + "|protection|reboot|startdate|startup|tdf|template|tags",
            "VM.PowerMgmt", "freeze",
            "VM.Config.Disk", "boot|bootdisk|vmstatestorage|(ide|sata|scsi|virtio|efidisk|tpmstate|unused)[0-9]+",
            "VM.Config.Network", "net[0-9]+",
            "VM.Config.Cloudinit",
                    "ci(custom|password|type|user|upgrade)|nameserver|searchdomain|sshkeys|ipconfig[0-9]+");

    /** What the value decides. A change of one is checked by the worker that makes it. */
    private static final Pattern BY_VALUE =
            Pattern.compile("tags|(serial|usb|hostpci|virtiofs|ide|sata|scsi|virtio|efidisk|tpmstate|unused)[0-9]+");

    private static final String EITHER = "either 'host' or 'mapping' must be set.";

    /** Refuses to set these options in a new guest. */
    void checkNew(Map<String, String> options) {
        options.forEach((name, value) -> {
            check(name, value);
            if (BY_VALUE.matcher(name).matches() || name.equals("rng0")) {
                checkValue(name, value, "set");
            }
        });
    }

    /** Refuses to change options, as far as that is refused at once. */
    void checkChanged(Collection<String> deleted, Map<String, String> set) {
        deleted.forEach(name -> check(name, ""));
        set.forEach(this::check);
    }

    private void check(String name, String value) {
        if (!call.by().isRoot() && !BY_VALUE.matcher(name).matches()) {
            require(name, value);
        }
    }

    /** What the worker refuses of a change, in its words. */
    Optional<String> refusal(Guest guest, Collection<String> deleted, Map<String, String> set) {
        var steps = new ArrayList<Runnable>();
        deleted.forEach(name ->
                guest.applied().get(name).ifPresent(value -> steps.add(() -> checkValue(name, value, "delete"))));
        set.forEach((name, value) -> {
            guest.get(name).ifPresent(old -> steps.add(() -> checkValue(name, old, "modify")));
            steps.add(() -> checkValue(name, value, "modify"));
        });
        try {
            steps.forEach(Runnable::run);
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(e.status() == 403 ? "403 " + e.text() : e.text());
        }
    }

    private void checkValue(String name, String value, String deed) {
        if (call.by().isRoot()) {
            return;
        }
        switch (name.replaceFirst("[0-9]+$", "")) {
            case "serial" -> checkSerial(name, value, deed);
            case "usb" -> checkUsb(name, value);
            case "hostpci" -> checkPci(name, value);
            case "rng" -> checkRng(value);
            case "virtiofs" -> {
                config("VM.Config.Disk");
                String directory = GuestOptions.part(value, "dirid").orElse(value.replaceFirst(",.*$", ""));
                call.check("/mapping/dir/" + directory, "Mapping.Use");
            }
            default -> {
                if (BY_VALUE.matcher(name).matches()) {
                    require(name, value);
                }
            }
        }
    }

    private void checkSerial(String name, String value, String deed) {
        if (!value.equals("socket")) {
            throw ApiException.because("only root can " + deed + " '" + name + "' config for real devices");
        }
        config("VM.Config.HWType");
    }

    private void checkUsb(String name, String value) {
        config("VM.Config.HWType");
        Optional<String> mapping = GuestOptions.part(value, "mapping");
        String host = host(value);
        if (!host.isEmpty() && !host.equalsIgnoreCase("spice")) {
            throw ApiException.because("only root can set '" + name + "' config for real devices");
        } else if (host.isEmpty() && mapping.isEmpty()) {
            throw ApiException.because(EITHER);
        }
        mapping.ifPresent(id -> call.check("/mapping/usb/" + id, "Mapping.Use"));
    }

    private void checkPci(String name, String value) {
        if (!host(value).isEmpty()) {
            throw ApiException.because("only root can set '" + name + "' config for non-mapped devices");
        }
        String mapping = GuestOptions.part(value, "mapping").orElseThrow(() -> ApiException.because(EITHER));
        call.check("/mapping/pci/" + mapping, "Mapping.Use");
        config("VM.Config.HWType");
        if (GuestOptions.part(value, "romfile").isPresent()) {
            throw ApiException.parameter(name, "only root@pam can set 'romfile' option");
        }
    }

    private void checkRng(String value) {
        config("VM.Config.HWType");
        if (GuestOptions.part(value, "source").orElse(value).startsWith("/dev/hwrng")) {
            call.check("/mapping/hwrng", "Mapping.Use");
        }
    }

    /** The device of the host itself, which comes first, with or without its name. */
    private static String host(String value) {
        return GuestOptions.part(value, "host")
                .orElseGet(() -> List.of(value.split(",", -1)).stream()
                        .filter(part -> !part.contains("="))
                        .findFirst()
                        .orElse(""));
    }

    private void config(String privilege) {
        call.check("/vms/" + vmid, privilege);
    }

    private void require(String name, String value) {
        String privilege = privilege(name, value)
                .orElseThrow(() -> ApiException.because("only root can set '" + name + "' config"));
        if (privilege.equals("VM.Config.Cloudinit")) {
            call.checkAny("/vms/" + vmid, privilege, "VM.Config.Network");
        } else {
            config(privilege);
        }
        if (name.equals("startup")) {
            call.check("/", "Sys.Modify");
        }
    }

    private static Optional<String> privilege(String name, String value) {
        if (DiskLine.isKey(name) && !value.isEmpty() && DiskLine.of(value).isCdrom()) {
            return Optional.of("VM.Config.CDROM");
        }
        return PRIVILEGES.entrySet().stream()
                .filter(entry -> name.matches(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
