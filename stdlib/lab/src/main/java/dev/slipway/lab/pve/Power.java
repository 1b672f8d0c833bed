package dev.slipway.lab.pve;

import java.util.Map;

/** Starting and stopping. What is kept alive by the cluster is told to the cluster. */
final class Power {
    private static final String STATUS = "/nodes/{node}/qemu/{vmid}/status/";

    private Power() {}

    static void routes(Routes routes) {
        routes.on("POST", STATUS + "start", call -> managed(call, "started", "hastart", "qmstart", new Started()))
                .on("POST", STATUS + "stop", call -> managed(call, "stopped", "hastop", "qmstop", new Stopped()))
                .on(
                        "POST",
                        STATUS + "shutdown",
                        call -> managed(call, "stopped", "hashutdown", "qmshutdown", new Stopped()))
                .on(
                        "POST",
                        STATUS + "reset",
                        call -> running(call, "qmreset", new Configured(Map.of(), java.util.List.of(), false)))
                .on("POST", STATUS + "reboot", call -> running(call, "qmreboot", new Rebooted()));
    }

    private static Object managed(Call call, String state, String haType, String type, Work work) {
        Guest guest = call.guest();
        String id = "vm:" + guest.vmid();
        Section resource = call.cluster().haResources.get(id).orElse(null);
        if (resource == null || resource.option("state", "").equals("ignored")) {
            return call.task(type, guest.key(), work);
        }
        return call.task(haType, guest.key(), new HaWork(state));
    }

    private static Object running(Call call, String type, Work work) {
        Guest guest = call.guest();
        if (!guest.running()) {
            throw Refused.because("VM " + guest.vmid() + " not running");
        }
        guest.checkUnlocked();
        return call.task(type, guest.key(), work);
    }
}
