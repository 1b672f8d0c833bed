package dev.slipway.providers;

import dev.slipway.kube.ApiServers;
import dev.slipway.kube.KubeObjects;
import dev.slipway.kube.ReadyProbe;
import dev.slipway.provide.Provider;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Kubernetes clusters, with clients that are made when one of them is used. */
public final class KubeSystem implements SystemProvider {
    private static final Set<String> KINDS = Set.of("kube.object", "kube.ready");

    @Override
    public Set<String> kinds() {
        return KINDS;
    }

    @Override
    public Function<String, Provider> open(Surroundings around) {
        var servers = new Lazily<ApiServers>(() -> new ApiServers(around.dialer(), around.directory()));
        return kind -> make(kind, servers);
    }

    private static Provider make(String kind, Lazily<ApiServers> servers) {
        return switch (kind) {
            case "kube.object" -> new KubeObjects(servers.get());
            case "kube.ready" -> new ReadyProbe(servers.get());
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @Override
    public Optional<LabSketch> sketch() {
        return Optional.of(new KubeSketch());
    }
}
