package dev.slipway.lab.pve;

import java.util.Map;

/**
 * Starting and stopping. What is kept alive by the cluster is told to the cluster. That a guest is gone is told by the task.
 * qemu-server src/PVE/API2/Qemu.pm vm_start, vm_stop, vm_shutdown, vm_reboot.
 */
final class Power {
    private static final String STATUS = "/nodes/{node}/qemu/{vmid}/status/";

    private Power() {}

    static void routes(Routes routes) {
        routes.on("POST", STATUS + "start", call -> managed(call, "started", "hastart", "qmstart", new Started()))
                .on("POST", STATUS + "stop", call -> managed(call, "stopped", "hastop", "qmstop", new Stopped()))
                .on(
                        "POST",
                        STATUS + "shutdown",
                        call -> managed(call, "stopped", "hastop", "qmshutdown", new Stopped()))
                .on(
                        "POST",
                        STATUS + "reset",
                        call -> running(call, "qmreset", new Configured(Map.of(), java.util.List.of(), false, "")))
                .on("POST", STATUS + "reboot", call -> running(call, "qmreboot", new Rebooted()));
    }

    private static Object managed(Call call, String state, String haType, String type, Work work) {
        String vmid = call.text("vmid");
        Section resource = call.cluster().haResources.get("vm:" + vmid).orElse(null);
        if (resource == null || resource.option("state", "").equals("ignored")) {
            return call.task(type, vmid, work);
        }
        return call.task(haType, vmid, new HaWork(state));
    }

    private static Object running(Call call, String type, Work work) {
        call.cluster().checkThere(call.node(), call.text("vmid"));
        Guest guest = call.guest();
        if (!guest.running()) {
            throw Refused.because("VM " + guest.vmid() + " not running");
        }
        guest.checkUnlocked();
        return call.task(type, guest.key(), work);
    }
}
