package dev.slipway.providers;

import dev.slipway.dial.Dialer;
import dev.slipway.evaluate.LambdaSource;
import dev.slipway.host.HostFiles;
import dev.slipway.host.HostLines;
import dev.slipway.host.HostPackages;
import dev.slipway.host.HostRuns;
import dev.slipway.host.HostServices;
import dev.slipway.host.HostSettings;
import dev.slipway.host.Hosts;
import dev.slipway.local.Archives;
import dev.slipway.local.Directories;
import dev.slipway.local.Downloads;
import dev.slipway.local.Exec;
import dev.slipway.local.HttpProbe;
import dev.slipway.local.LambdaWork;
import dev.slipway.local.LocalFiles;
import dev.slipway.local.Once;
import dev.slipway.local.Place;
import dev.slipway.local.Render;
import dev.slipway.local.TextJoin;
import dev.slipway.local.WaitProbe;
import dev.slipway.provide.Provider;
import dev.slipway.provide.Registry;
import dev.slipway.proxmox.Clusters;
import dev.slipway.proxmox.Guests;
import dev.slipway.ssh.Connections;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        var place = new Place(root.toAbsolutePath().normalize());
        var hosts = new OnHosts(place.root(), dialer);
        var clusters = clusters(dialer);
        return Registry.builder()
                .add("archive", 1, () -> new Archives(place))
                .add("directory", 1, () -> new Directories(place))
                .add("download", 1, () -> new Downloads(place))
                .add("exec", 1, () -> new Exec(place))
                .add("exec.effect", 1, () -> new Once(place, new Exec(place)))
                .add("file", 1, () -> new LocalFiles(place))
                .add("host.file", 1, hosts.of(HostFiles::new))
                .add("host.line", 1, hosts.of(HostLines::new))
                .add("host.packages", 1, hosts.of(HostPackages::new))
                .add("host.run", 1, hosts.of(HostRuns::new))
                .add("host.service", 1, hosts.of(HostServices::new))
                .add("host.sysctl", 1, hosts.of(HostSettings::new))
                .add("http", 1, HttpProbe::new)
                .add("pve.vm", 1, () -> new Guests(clusters.get()))
                .add("task", 1, () -> new LambdaWork(place, lambdas))
                .add("task.effect", 1, () -> new Once(place, new LambdaWork(place, lambdas)))
                .add("template", 1, () -> new Render(place))
                .add("text", 1, TextJoin::new)
                .add("wait", 1, () -> new WaitProbe(place));
    }

    public static Registry registry(Path root, LambdaSource lambdas) {
        return kinds(root, lambdas).build();
    }

    /** The clusters of Proxmox VE of a project, made when one is used. */
    private static Supplier<Clusters> clusters(Dialer dialer) {
        var made = new AtomicReference<@Nullable Clusters>();
        return () -> Objects.requireNonNull(made.updateAndGet(known -> known == null ? new Clusters(dialer) : known));
    }

    /** The hosts of a project, for several kinds; nothing of them is loaded before one is used. */
    private static final class OnHosts {
        private final Path root;
        private final Dialer dialer;
        private @Nullable Hosts made;

        OnHosts(Path root, Dialer dialer) {
            this.root = root;
            this.dialer = dialer;
        }

        <T extends Provider> Supplier<T> of(Function<Hosts, T> kind) {
            return () -> kind.apply(hosts());
        }

        private synchronized Hosts hosts() {
            Hosts known = made;
            if (known == null) {
                known = new Hosts(new Connections(root, dialer));
                made = known;
            }
            return known;
        }
    }
}
