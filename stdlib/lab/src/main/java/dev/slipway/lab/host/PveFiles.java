package dev.slipway.lab.host;

import dev.slipway.lab.SharedMachine;
import dev.slipway.lab.shell.ProcessContext;
import dev.slipway.lab.shell.Program;
import dev.slipway.lab.shell.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a host has in common with a node of Proxmox VE at the same address: its files of configuration, which are written
 * as soon as a command ends, the program that loads its network, and timers that outlive whoever has set them.
 */
final class PveFiles {
    private static final Pattern ACTIVE = Pattern.compile("--on-active=([0-9]+)s?");
    private static final List<String> DIRECTORIES =
            List.of("/etc/network", "/etc/pve", "/etc/pve/firewall", "/etc/pve/local");

    private final Host host;
    private final Map<String, Integer> timers = new ConcurrentHashMap<>();
    private Map<String, String> known = Map.of();
    private int last;

    PveFiles(Host host) {
        this.host = host;
    }

    Map<String, Program> programs() {
        return Map.of("ifreload", this::ifreload, "systemd-run", this::systemdRun, "pve-firewall", this::pveFirewall);
    }

    private Optional<SharedMachine> machine() {
        String address = host.site().placement().property("address");
        return host.site().shared(address.substring(0, address.lastIndexOf(':')));
    }

    /** The files as the node has them now. */
    synchronized void read() throws IOException {
        Optional<SharedMachine> machine = machine();
        if (machine.isPresent()) {
            for (String directory : DIRECTORIES) {
                if (host.tree().at(directory).isEmpty()) {
                    host.tree().makeDirectory(directory, "root");
                }
            }
            Map<String, String> now = machine.get().files();
            for (String path : known.keySet()) {
                if (!now.containsKey(path) && host.tree().at(path).isPresent()) {
                    host.tree().remove(path, "root");
                }
            }
            for (var file : now.entrySet()) {
                try (var out = host.tree().write(file.getKey(), false, "root")) {
                    out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            known = now;
        }
    }

    /** Tells the node which of them a command has changed. */
    synchronized void write() {
        machine().ifPresent(machine -> {
            var now = new TreeMap<String, String>();
            for (String path :
                    List.of("/etc/network/interfaces", "/etc/pve/firewall/cluster.fw", "/etc/pve/local/host.fw")) {
                host.tree()
                        .at(path)
                        .ifPresent(entry -> now.put(path, new String(entry.content(), StandardCharsets.UTF_8)));
                if (!now.getOrDefault(path, "").equals(known.getOrDefault(path, ""))) {
                    machine.write(path, now.getOrDefault(path, ""));
                }
            }
            known = now;
        });
    }

    private int ifreload(List<String> words, ProcessContext job) throws IOException {
        if (!job.isRoot() || !words.contains("-a")) {
            return job.fail(89, "error: must be root to run this command");
        }
        write();
        if (machine().map(SharedMachine::loadNetwork).orElse(true)) {
            return 0;
        }
        // ifupdown2 ifupdown/main.py, Ifupdown2.main, and lib/status.py, STATUS_ALREADY_RUNNING (164248fa)
        return job.fail(89, "error: Another instance of this program is already running.");
    }

    /** It is on its way anyway: the next beat puts in force what is written. */
    private int pveFirewall(List<String> words, ProcessContext job) throws IOException {
        return job.isRoot() ? 0 : job.fail(255, "please run as root");
    }

    private int systemdRun(List<String> words, ProcessContext job) throws IOException {
        String unit = "run-" + ++last;
        Duration after = Duration.ZERO;
        int i = 1;
        for (; i < words.size() && words.get(i).startsWith("--"); i++) {
            Matcher active = ACTIVE.matcher(words.get(i));
            unit = words.get(i).startsWith("--unit=") ? words.get(i).substring("--unit=".length()) : unit;
            after = active.matches() ? Duration.ofSeconds(Long.parseLong(active.group(1))) : after;
        }
        if (!job.isRoot()) {
            return job.fail(1, "Failed to start transient timer unit: Interactive authentication required.");
        } else if (timers.containsKey(unit)) {
            return job.fail(1, "Failed to start transient timer unit: Unit " + unit + ".timer already exists.");
        }
        int number = ++last;
        String name = unit;
        String line = String.join(" ", words.subList(i, words.size()));
        timers.put(name, number);
        host.site().clock().after(after, () -> {
            if (timers.remove(name, number)) {
                host.processes().start(id -> run(line, id));
            }
        });
        return 0;
    }

    private void run(String line, int id) {
        try {
            read();
            var environment = Map.of("USER", "root", "HOME", "/root", "PATH", "/usr/sbin:/usr/bin");
            var job = new ProcessContext(
                    new TreeMap<>(environment),
                    "root",
                    id,
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream());
            int status = new Shell(host, job, List.of("sh")).run(line);
            write();
            host.site().record("timer " + line, Integer.toString(status), List.of());
        } catch (IOException | InterruptedException e) {
            host.site().record("timer " + line, String.valueOf(e), List.of());
        }
    }

    /** Whether there was such a timer, which is no more. */
    boolean stopped(String unit) {
        return timers.remove(unit) != null;
    }
}
