package dev.slipway.lab.host;

import dev.slipway.lab.TwinState;
import dev.slipway.lab.shell.ProcessContext;
import dev.slipway.lab.shell.Program;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Programs that administer a host: its services, its packages, its kernel. */
final class SystemPrograms {
    /** What the archive of the distribution offers. */
    private static final Set<String> OFFERED = Set.of(
            "chrony", "conntrack", "curl", "htop", "jq", "nftables", "nginx", "qemu-guest-agent", "tcpdump", "vim");

    private static final Map<String, String> KERNEL = Map.of(
            "net.ipv4.ip_forward", "0",
            "net.ipv4.conf.all.rp_filter", "0",
            "net.ipv6.conf.all.forwarding", "0",
            "net.netfilter.nf_conntrack_max", "262144",
            "net.core.somaxconn", "4096",
            "vm.swappiness", "60",
            "fs.inotify.max_user_instances", "128");

    private final Host host;
    private final TwinState packages;
    private final TwinState services;
    private final TwinState kernel;

    SystemPrograms(Host host) {
        this.host = host;
        this.packages = host.shelf("packages");
        this.services = host.shelf("services");
        this.kernel = host.shelf("kernel");
    }

    Map<String, Program> all() {
        return Map.of(
                "apt-get", this::aptGet,
                "dpkg-query", this::dpkgQuery,
                "sysctl", this::sysctl,
                "systemctl", this::systemctl);
    }

    private int aptGet(List<String> words, ProcessContext job) throws IOException {
        List<String> plain = words.stream()
                .filter(word -> !word.startsWith("-") && !word.startsWith("DPkg::"))
                .toList(); // what starts with DPkg:: is the value of -o
        List<String> names = plain.subList(Math.min(2, plain.size()), plain.size());
        if (!job.isRoot()) {
            return job.fail(
                    100, "E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)");
        }
        switch (plain.size() < 2 ? "" : plain.get(1)) {
            case "update" -> {}
            case "install" -> {
                for (String name : names) {
                    if (!OFFERED.contains(name)) {
                        return job.fail(100, "E: Unable to locate package " + name);
                    }
                }
                names.forEach(name -> {
                    packages.put(name, "1.0-1");
                    if (Set.of("nginx", "chrony").contains(name)) {
                        services.put(name, "active enabled");
                    }
                });
            }
            case "remove", "purge" -> names.forEach(packages::remove);
            default -> {
                return job.fail(100, "E: Invalid operation");
            }
        }
        return 0;
    }

    private int dpkgQuery(List<String> words, ProcessContext job) throws IOException {
        int missing = 0;
        for (String name : words.subList(1, words.size())) {
            if (packages.get(name).isPresent()) {
                job.print(name + " installed\n");
            } else if (!name.startsWith("-") && !name.startsWith("${")) {
                missing = job.fail(1, "dpkg-query: no packages found matching " + name);
            }
        }
        return missing;
    }

    private int sysctl(List<String> words, ProcessContext job) throws IOException {
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith("-")) {
                continue;
            }
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            if (!KERNEL.containsKey(key)) {
                String path = "/proc/sys/" + key.replace('.', '/');
                return job.fail(255, "sysctl: cannot stat " + path + ": No such file or directory");
            } else if (equals < 0) {
                job.print(kernel.text(key).orElse(KERNEL.getOrDefault(key, "")) + "\n");
            } else if (!job.isRoot()) {
                return job.fail(255, "sysctl: permission denied on key \"" + key + "\"");
            } else {
                kernel.put(key, word.substring(equals + 1));
            }
        }
        return 0;
    }

    private int systemctl(List<String> words, ProcessContext job) throws IOException {
        List<String> plain =
                words.stream().filter(word -> !word.startsWith("-")).toList();
        String verb = plain.size() < 2 ? "" : plain.get(1);
        if (verb.equals("daemon-reload")) {
            return 0;
        }
        for (String name : plain.subList(Math.min(2, plain.size()), plain.size())) {
            if (name.endsWith(".timer") && verb.equals("stop")) {
                if (!host.pve().stopped(name.substring(0, name.length() - ".timer".length()))) {
                    return job.fail(5, "Failed to stop " + name + ": Unit " + name + " not loaded.");
                }
                continue;
            }
            String unit =
                    name.replaceFirst("\\.service$", "").replaceFirst("^sshd$", SshDaemon.UNIT); // an alias of Debian
            boolean written =
                    host.tree().at("/etc/systemd/system/" + unit + ".service").isPresent();
            var state = new TreeMap<String, Boolean>();
            String known = services.text(unit).orElse("");
            state.put("active", known.contains("active"));
            state.put("enabled", known.contains("enabled"));
            if (known.isEmpty() && !written) {
                return verb.startsWith("is-")
                        ? asked(verb.equals("is-active") ? "inactive" : "not-found", 4, job)
                        : job.fail(
                                5, "Failed to " + verb + " " + unit + ".service: Unit " + unit + ".service not found.");
            }
            switch (verb) {
                case "is-active" -> {
                    boolean active = Boolean.TRUE.equals(state.get("active"));
                    return asked(active ? "active" : "inactive", active ? 0 : 3, job);
                }
                case "is-enabled" -> {
                    boolean enabled = Boolean.TRUE.equals(state.get("enabled"));
                    return asked(enabled ? "enabled" : "disabled", enabled ? 0 : 1, job);
                }
                case "start", "restart", "reload", "reload-or-restart" -> {
                    boolean reads = !verb.equals("start") || !Boolean.TRUE.equals(state.get("active"));
                    Optional<String> wrong =
                            unit.equals(SshDaemon.UNIT) && reads ? host.ssh().load() : Optional.empty();
                    if (wrong.isPresent()) {
                        if (!verb.equals("reload")) {
                            services.put(unit, Boolean.TRUE.equals(state.get("enabled")) ? "unit enabled" : "unit");
                        }
                        return job.fail(
                                1,
                                "Job for " + unit
                                        + ".service failed because the control process exited with error code.");
                    }
                    state.put("active", true);
                }
                case "stop" -> state.put("active", false);
                case "enable" -> state.put("enabled", true);
                case "disable" -> state.put("enabled", false);
                default -> {
                    return job.fail(1, "Unknown command verb " + verb);
                }
            }
            if (words.contains("--now")) {
                state.put("active", verb.equals("enable"));
            }
            services.put(
                    unit,
                    "unit" + (Boolean.TRUE.equals(state.get("active")) ? " active" : "")
                            + (Boolean.TRUE.equals(state.get("enabled")) ? " enabled" : ""));
        }
        return 0;
    }

    private static int asked(String answer, int status, ProcessContext job) throws IOException {
        job.print(answer + "\n");
        return status;
    }
}
