package dev.slipway.providers;

import dev.slipway.dial.Dialer;
import dev.slipway.evaluate.LambdaSource;
import dev.slipway.host.HostFiles;
import dev.slipway.host.HostLines;
import dev.slipway.host.HostNat;
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
import dev.slipway.provide.Registry;
import dev.slipway.proxmox.CephHealth;
import dev.slipway.proxmox.CephParts;
import dev.slipway.proxmox.Clusters;
import dev.slipway.proxmox.Entries;
import dev.slipway.proxmox.Firewalls;
import dev.slipway.proxmox.Formations;
import dev.slipway.proxmox.Grants;
import dev.slipway.proxmox.Guests;
import dev.slipway.proxmox.Images;
import dev.slipway.proxmox.KeptAlive;
import dev.slipway.proxmox.Memberships;
import dev.slipway.proxmox.NamedSets;
import dev.slipway.proxmox.Networks;
import dev.slipway.proxmox.Seeds;
import dev.slipway.proxmox.Storages;
import dev.slipway.proxmox.Tokens;
import dev.slipway.ssh.Connections;
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
        var place = new Place(root.toAbsolutePath().normalize());
        var hosts = new Lazily<Hosts>(() -> new Hosts(new Connections(place.root(), dialer)));
        var clusters = new Lazily<Clusters>(() -> new Clusters(dialer));
        return Registry.builder()
                .add("archive", 1, () -> new Archives(place))
                .add("directory", 1, () -> new Directories(place))
                .add("download", 1, () -> new Downloads(place))
                .add("exec", 1, () -> new Exec(place))
                .add("exec.effect", 1, () -> new Once(place, new Exec(place)))
                .add("file", 1, () -> new LocalFiles(place))
                .add("host.file", 1, () -> new HostFiles(hosts.get(), place))
                .add("host.line", 1, () -> new HostLines(hosts.get()))
                .add("host.nat", 1, () -> new HostNat(hosts.get()))
                .add("host.packages", 1, () -> new HostPackages(hosts.get()))
                .add("host.run", 1, () -> new HostRuns(hosts.get()))
                .add("host.service", 1, () -> new HostServices(hosts.get()))
                .add("host.sysctl", 1, () -> new HostSettings(hosts.get()))
                .add("http", 1, HttpProbe::new)
                .add("pve.ceph", 1, () -> CephParts.config(clusters.get()))
                .add("pve.ceph.daemon", 1, () -> CephParts.daemons(clusters.get()))
                .add("pve.ceph.fs", 1, () -> CephParts.files(clusters.get()))
                .add("pve.ceph.health", 1, () -> new CephHealth(clusters.get()))
                .add("pve.ceph.osd", 1, () -> CephParts.disks(clusters.get()))
                .add("pve.ceph.pool", 1, () -> CephParts.pools(clusters.get()))
                .add("pve.cluster", 1, () -> new Formations(clusters.get()))
                .add("pve.firewall", 1, () -> Firewalls.cluster(clusters.get()))
                .add("pve.firewall.alias", 1, () -> Entries.aliases(clusters.get()))
                .add("pve.firewall.group", 1, () -> NamedSets.groups(clusters.get()))
                .add("pve.firewall.ipset", 1, () -> NamedSets.addresses(clusters.get()))
                .add("pve.firewall.node", 1, () -> Firewalls.node(clusters.get()))
                .add("pve.firewall.vm", 1, () -> Firewalls.guest(clusters.get()))
                .add("pve.grant", 1, () -> new Grants(clusters.get()))
                .add("pve.ha", 1, () -> new KeptAlive(clusters.get()))
                .add("pve.ha.rule", 1, () -> Entries.rules(clusters.get()))
                .add("pve.image", 1, () -> new Images(clusters.get(), place.root()))
                .add("pve.network", 1, () -> new Networks(clusters.get()))
                .add("pve.node", 1, () -> new Memberships(clusters.get()))
                .add("pve.pool", 1, () -> Entries.pools(clusters.get()))
                .add("pve.role", 1, () -> Entries.roles(clusters.get()))
                .add("pve.seed", 1, () -> new Seeds(clusters.get()))
                .add("pve.storage", 1, () -> new Storages(clusters.get()))
                .add("pve.token", 1, () -> new Tokens(clusters.get()))
                .add("pve.user", 1, () -> Entries.users(clusters.get()))
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
}
