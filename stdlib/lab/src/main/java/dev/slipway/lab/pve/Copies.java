package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Copies of guests, and guests to make copies of. */
final class Copies {
    private static final String ONE = "/nodes/{node}/qemu/{vmid}";

    private Copies() {}

    static void routes(Routes routes) {
        routes.on("POST", ONE + "/clone", Copies::copy).on("POST", ONE + "/template", Copies::template);
    }

    private static Object copy(ApiCall call) {
        call.cluster().checkThere(call.node(), call.text("vmid"));
        Guest guest = call.guest();
        String id = call.text("newid");
        boolean full = call.truth("full", !guest.isTemplate());
        guest.checkUnlocked();
        if (call.cluster().guests.has(id)) {
            throw ApiException.because("unable to create VM " + id + ": config file already exists");
        }
        for (String name : List.of("storage", "format")) {
            if (!full && call.has(name)) {
                throw ApiException.because("parameter '" + name + "' not allowed for linked clones");
            }
        }
        if (full && guest.running() && guest.get("tpmstate0").isPresent()) {
            throw ApiException.because("cannot clone TPM state while VM is running");
        }
        guest.config().forEach((name, value) -> {
            Mappings.checkUse(call, name, value);
            if (DiskLine.isKey(name) && !DiskLine.of(value).isNone()) {
                String storage = call.text("storage", DiskLine.of(value).storage());
                ConfigSection to = Storages.usable(call.cluster(), call.node(), storage);
                if (!DiskLine.of(value).isCdrom()) {
                    new Volumes(call.in(), call.cluster(), call.node()).forImages(to.id());
                    checkLinked(name, value, full, to);
                    call.check("/storage/" + storage, "Datastore.AllocateSpace");
                }
            }
        });
        String target = call.text("target", call.node().name());
        if (!target.equals(call.node().name())) {
            call.in().peer(call.cluster(), target);
            checkShared(call, guest, target);
        }
        var changed = new TreeMap<String, String>();
        changed.put("name", call.text("name", "Copy-of-VM-" + guest.get("name", guest.key())));
        if (call.has("description")) {
            changed.put("description", call.text("description"));
        }
        call.cluster().put(Guest.copied(Integer.parseInt(id), call.node().name()));
        return call.task(
                "qmclone",
                guest.key(),
                new CloneVm(
                        Integer.parseInt(id),
                        target,
                        changed,
                        full,
                        call.text("storage", ""),
                        call.text("format", ""),
                        Guests.pool(call).map(Pool::id).orElse("")));
    }

    /** Only a base image has linked copies, and on LVM none. qemu-server src/PVE/API2/Qemu.pm clone_vm. */
    private static void checkLinked(String name, String value, boolean full, ConfigSection storage) {
        String volume = DiskLine.of(value).volume();
        boolean isBase = volume.matches("[^:]+:(.*/)?base-[^/]*");
        if (!full
                && !name.startsWith("unused")
                && !name.equals("tpmstate0")
                && (!isBase || storage.option("type", "").equals("lvm"))) {
            throw ApiException.because("Linked clone feature is not supported for '" + volume + "' (" + name + ")");
        }
    }

    /** Only what lies where both nodes reach it can be copied to another one. */
    private static void checkShared(ApiCall call, Guest guest, String target) {
        for (Map.Entry<String, String> entry : guest.config().entrySet()) {
            DiskLine line = DiskLine.of(entry.getValue());
            if (DiskLine.isKey(entry.getKey()) && !line.isNone()) {
                String storage = call.text("storage", line.storage());
                if (!Storages.isShared(Storages.section(call.cluster(), storage))
                        || !Storages.isShared(Storages.section(call.cluster(), line.storage()))) {
                    throw ApiException.because("can't clone VM to node '" + target + "' (VM uses local storage)");
                }
            }
        }
    }

    private static Object template(ApiCall call) {
        Guest guest = call.guest();
        guest.checkUnlocked();
        if (guest.isTemplate()) {
            throw ApiException.because("you can't convert a template to a template");
        } else if (guest.running()) {
            throw ApiException.because("you can't convert a VM to template if VM is running");
        }
        return call.task("qmtemplate", guest.key(), new ConvertToTemplate());
    }
}
