package dev.slipway.providers;

import dev.slipway.host.AccessGuard;
import dev.slipway.host.HostFiles;
import dev.slipway.host.HostLines;
import dev.slipway.host.HostNat;
import dev.slipway.host.HostPackages;
import dev.slipway.host.HostRuns;
import dev.slipway.host.HostServices;
import dev.slipway.host.HostSettings;
import dev.slipway.host.Hosts;
import dev.slipway.local.ScriptDirectory;
import dev.slipway.provide.Provider;
import dev.slipway.ssh.Connections;
import dev.slipway.ssh.RevertTimer;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Machines that are reached over SSH, with connections that are made when one of them is used. */
public final class HostSystem implements SystemProvider {
    private static final Set<String> KINDS =
            Set.of("host.file", "host.line", "host.nat", "host.packages", "host.run", "host.service", "host.sysctl");

    @Override
    public Set<String> kinds() {
        return KINDS;
    }

    @Override
    public Function<String, Provider> open(Surroundings around) {
        var place = new ScriptDirectory(around.directory());
        var hosts = new Lazily<Hosts>(() -> new Hosts(
                new Connections(place.root(), around.dialer()),
                new AccessGuard(
                        new RevertTimer(() -> new Connections(place.root(), around.dialer())),
                        around.dialer().timer())));
        return kind -> make(kind, hosts, place);
    }

    private static Provider make(String kind, Lazily<Hosts> hosts, ScriptDirectory place) {
        return switch (kind) {
            case "host.file" -> new HostFiles(hosts.get(), place);
            case "host.line" -> new HostLines(hosts.get());
            case "host.nat" -> new HostNat(hosts.get());
            case "host.packages" -> new HostPackages(hosts.get());
            case "host.run" -> new HostRuns(hosts.get());
            case "host.service" -> new HostServices(hosts.get());
            case "host.sysctl" -> new HostSettings(hosts.get());
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @Override
    public Optional<LabSketch> sketch() {
        return Optional.of(new HostSketch());
    }
}
