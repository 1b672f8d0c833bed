package dev.slipway.providers;

import dev.slipway.dial.Dialer;
import dev.slipway.evaluate.LambdaSource;
import dev.slipway.host.AccessGuard;
import dev.slipway.host.Hosts;
import dev.slipway.kube.ApiServers;
import dev.slipway.local.ScriptDirectory;
import dev.slipway.provide.Registry;
import dev.slipway.proxmox.Clusters;
import dev.slipway.ssh.Connections;
import dev.slipway.ssh.RevertTimer;
import java.nio.file.Path;

/** Every kind that the words of the standard library make tasks of, and the code for it. */
public final class Providers {
    private Providers() {}

    /**
     * The kinds of this library, to which others may be added.
     *
     * @param root where relative paths start: the directory of the script
     * @param lambdas where the lambdas of the script are found, asked only for those that must run
     */
    public static Registry.Builder kinds(Path root, LambdaSource lambdas) {
        return kinds(root, lambdas, Dialer.DIRECT);
    }

    /**
     * The same kinds, which find the addresses of the world elsewhere.
     *
     * @param dialer where addresses really are: in the world, or in a lab
     */
    public static Registry.Builder kinds(Path root, LambdaSource lambdas, Dialer dialer) {
        var place = new ScriptDirectory(root.toAbsolutePath().normalize());
        var hosts = new Lazily<Hosts>(() -> new Hosts(
                new Connections(place.root(), dialer),
                new AccessGuard(new RevertTimer(() -> new Connections(place.root(), dialer)), dialer.timer())));
        var clusters = new Lazily<Clusters>(() -> new Clusters(dialer, () -> new Connections(place.root(), dialer)));
        var local = new LocalKinds(place, lambdas);
        var host = new HostKinds(hosts, place);
        var proxmox = new ProxmoxKinds(clusters, place.root());
        var kube = new KubeKinds(new Lazily<ApiServers>(() -> new ApiServers(dialer, place.root())));
        return Registry.builder()
                .add(1, local::make, LocalKinds.NAMES)
                .add(1, host::make, HostKinds.NAMES)
                .add(1, proxmox::make, ProxmoxKinds.NAMES)
                .add(1, kube::make, KubeKinds.NAMES);
    }

    public static Registry registry(Path root, LambdaSource lambdas) {
        return kinds(root, lambdas).build();
    }
}
