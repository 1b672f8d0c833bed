package dev.slipway.lab.host;

import dev.slipway.lab.shell.ProcessContext;
import dev.slipway.lab.shell.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What installs Ceph on a host of Proxmox VE, and on no other. */
record Pveceph(Host host) implements Program {
    private static final Set<String> RELEASES = Set.of("quincy", "reef", "squid", "tentacle");
    private static final Set<String> REPOSITORIES = Set.of("enterprise", "no-subscription", "test");

    @Override
    public int run(List<String> words, ProcessContext job) throws IOException {
        if (!host.site().placement().property("pve", "no").equals("yes")) {
            return job.fail(127, "sh: 1: pveceph: not found");
        } else if (!job.isRoot()) {
            return job.fail(255, "please run as root");
        } else if (words.size() < 2 || !words.get(1).equals("install")) {
            return job.fail(255, "ERROR: unknown command '" + String.join(" ", words) + "'");
        }
        for (int i = 2; i + 1 < words.size(); i += 2) {
            Set<String> known = switch (words.get(i)) {
                case "--version" -> RELEASES;
                case "--repository" -> REPOSITORIES;
                default -> Set.of();
            };
            if (!known.contains(words.get(i + 1))) {
                return job.fail(255, "400 Parameter verification failed. " + words.get(i));
            }
        }
        if (job.in().readAllBytes().length == 0) {
            return job.fail(1, "Abort.");
        }
        for (String program : List.of("ceph", "ceph-mon", "ceph-mgr", "ceph-osd", "ceph-volume")) {
            try (var out = host.tree().write("/usr/bin/" + program, false, "root")) {
                out.write("ceph".getBytes(StandardCharsets.UTF_8));
            }
        }
        job.print("installed Ceph successfully!\n");
        return 0;
    }
}
