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

    private static Object copy(Call call) {
        Guest guest = call.guest();
        String id = call.text("newid");
        boolean full = call.truth("full", !guest.isTemplate());
        guest.checkUnlocked();
        if (call.cluster().guests.has(id)) {
            throw Refused.because("unable to create VM " + id + ": config file already exists");
        } else if (!full && !guest.isTemplate()) {
            throw Refused.because(
                    "Linked clone feature is not available for VM " + guest.vmid() + ": it is no template");
        }
        for (String name : List.of("storage", "format")) {
            if (!full && call.has(name)) {
                throw Refused.parameter(name, "parameter '" + name + "' not allowed for linked clones");
            }
        }
        guest.config().forEach((name, value) -> {
            if (DiskLine.isKey(name) && !DiskLine.of(value).isNone()) {
                String storage = call.text("storage", DiskLine.of(value).storage());
                Section to = Storages.usable(call.cluster(), call.node(), storage);
                if (!DiskLine.of(value).isCdrom()) {
                    new Volumes(call.in(), call.cluster(), call.node()).forImages(to.id());
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
        Guests.joinPool(call, id);
        call.cluster().put(Guest.made(Integer.parseInt(id), call.node().name(), "clone"));
        return call.task(
                "qmclone",
                guest.key(),
                new Copy(
                        Integer.parseInt(id),
                        target,
                        changed,
                        full,
                        call.text("storage", ""),
                        call.text("format", "")));
    }

    /** Only what lies where both nodes reach it can be copied to another one. */
    private static void checkShared(Call call, Guest guest, String target) {
        for (Map.Entry<String, String> entry : guest.config().entrySet()) {
            DiskLine line = DiskLine.of(entry.getValue());
            if (DiskLine.isKey(entry.getKey()) && !line.isNone()) {
                String storage = call.text("storage", line.storage());
                if (!Storages.isShared(Storages.section(call.cluster(), storage))
                        || !Storages.isShared(Storages.section(call.cluster(), line.storage()))) {
                    throw Refused.because("can't clone VM to node '" + target + "' (VM uses local storage)");
                }
            }
        }
    }

    private static Object template(Call call) {
        Guest guest = call.guest();
        guest.checkUnlocked();
        if (guest.isTemplate()) {
            throw Refused.because("you can't convert a template to a template");
        } else if (guest.running()) {
            throw Refused.because("you can't convert a VM to template if VM is running");
        }
        return call.task("qmtemplate", guest.key(), new Templated());
    }
}
