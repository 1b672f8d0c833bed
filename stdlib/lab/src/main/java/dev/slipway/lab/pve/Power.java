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
        routes.on("POST", STATUS + "start", call -> managed(call, "started", "hastart", "qmstart", new StartVm()))
                .on("POST", STATUS + "stop", call -> managed(call, "stopped", "hastop", "qmstop", new StopVm()))
                .on("POST", STATUS + "shutdown", call -> managed(call, "stopped", "hastop", "qmshutdown", new StopVm()))
                .on(
                        "POST",
                        STATUS + "reset",
                        call -> running(call, "qmreset", new ConfigureVm(Map.of(), java.util.List.of(), false, "")))
                .on("POST", STATUS + "reboot", call -> running(call, "qmreboot", new RebootVm()));
    }

    private static Object managed(ApiCall call, String state, String haType, String type, TaskBody work) {
        String vmid = call.text("vmid");
        ConfigSection resource = call.cluster().haResources.get("vm:" + vmid).orElse(null);
        if (resource == null || resource.option("state", "").equals("ignored")) {
            return call.task(type, vmid, work);
        }
        return call.task(haType, vmid, new HaWork(state));
    }

    private static Object running(ApiCall call, String type, TaskBody work) {
        call.cluster().checkThere(call.node(), call.text("vmid"));
        Guest guest = call.guest();
        if (!guest.running()) {
            throw ApiException.because("VM " + guest.vmid() + " not running");
        }
        guest.checkUnlocked();
        return call.task(type, guest.key(), work);
    }
}
