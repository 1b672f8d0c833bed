package dev.slipway.providers;

import dev.slipway.kube.ApiServers;
import dev.slipway.kube.KubeObjects;
import dev.slipway.kube.ReadyProbe;
import dev.slipway.provide.Provider;

/** What is done to Kubernetes clusters, with clients that are made when one of them is used. */
record KubeKinds(Lazily<ApiServers> servers) {
    static final String[] NAMES = {"kube.object", "kube.ready"};

    Provider make(String kind) {
        return switch (kind) {
            case "kube.object" -> new KubeObjects(servers.get());
            case "kube.ready" -> new ReadyProbe(servers.get());
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
