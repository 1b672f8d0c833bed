package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The QEMU guest agent. No guest of the lab has one, so its commands are refused as Proxmox VE refuses them when the
 * agent does not answer: qemu-server PVE/QemuServer/Agent.pm, assert_agent_available.
 */
final class GuestAgent {
    private static final String AGENT = "/nodes/{node}/qemu/{vmid}/agent";

    private static final List<String> READS = List.of(
            "get-fsinfo",
            "get-host-name",
            "get-memory-block-info",
            "get-memory-blocks",
            "get-osinfo",
            "get-time",
            "get-timezone",
            "get-users",
            "get-vcpus",
            "info",
            "network-get-interfaces",
            "exec-status",
            "file-read");
    private static final List<String> WRITES = List.of(
            "fsfreeze-freeze",
            "fsfreeze-status",
            "fsfreeze-thaw",
            "fstrim",
            "ping",
            "shutdown",
            "suspend-disk",
            "suspend-hybrid",
            "suspend-ram",
            "exec",
            "file-write",
            "set-user-password");

    private GuestAgent() {}

    static void routes(Routes routes) {
        routes.on(
                        "GET",
                        AGENT,
                        call -> Stream.concat(READS.stream(), WRITES.stream())
                                .sorted()
                                .map(name -> Map.of("name", name))
                                .toList())
                .on("POST", AGENT, GuestAgent::refused);
        READS.forEach(name -> routes.on("GET", AGENT + "/" + name, GuestAgent::refused));
        WRITES.forEach(name -> routes.on("POST", AGENT + "/" + name, GuestAgent::refused));
    }

    private static Object refused(ApiCall call) {
        Guest guest = call.guest();
        if (guest.get("agent").isEmpty()) {
            throw ApiException.because("No QEMU guest agent configured");
        } else if (!guest.running()) {
            throw ApiException.because("VM " + guest.vmid() + " is not running");
        }
        throw ApiException.because("QEMU guest agent is not running");
    }
}
