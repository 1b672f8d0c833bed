package dev.slipway.providers;

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

/** What is done on machines over SSH, with connections that are made when one of them is used. */
record HostKinds(Lazily<Hosts> hosts, ScriptDirectory place) {
    static final String[] NAMES = {
        "host.file", "host.line", "host.nat", "host.packages", "host.run", "host.service", "host.sysctl"
    };

    Provider make(String kind) {
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
}
