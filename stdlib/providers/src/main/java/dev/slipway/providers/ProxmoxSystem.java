package dev.slipway.providers;

import dev.slipway.provide.Provider;
import dev.slipway.proxmox.CephHealth;
import dev.slipway.proxmox.CephParts;
import dev.slipway.proxmox.CloudInitDisc;
import dev.slipway.proxmox.ClusterNodeResource;
import dev.slipway.proxmox.ClusterResource;
import dev.slipway.proxmox.Clusters;
import dev.slipway.proxmox.CollectionResource;
import dev.slipway.proxmox.FirewallSetResource;
import dev.slipway.proxmox.Firewalls;
import dev.slipway.proxmox.Grants;
import dev.slipway.proxmox.HaResource;
import dev.slipway.proxmox.Images;
import dev.slipway.proxmox.Networks;
import dev.slipway.proxmox.Storages;
import dev.slipway.proxmox.Tokens;
import dev.slipway.proxmox.VmResource;
import dev.slipway.ssh.Connections;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Proxmox VE, with clients that are made when one of them is used. */
public final class ProxmoxSystem implements SystemProvider {
    private static final Set<String> KINDS = Set.of(
            "proxmox.ceph",
            "proxmox.ceph.daemon",
            "proxmox.ceph.fs",
            "proxmox.ceph.health",
            "proxmox.ceph.osd",
            "proxmox.ceph.pool",
            "proxmox.cluster",
            "proxmox.firewall",
            "proxmox.firewall.alias",
            "proxmox.firewall.group",
            "proxmox.firewall.ipset",
            "proxmox.firewall.node",
            "proxmox.firewall.vm",
            "proxmox.grant",
            "proxmox.ha",
            "proxmox.ha.rule",
            "proxmox.image",
            "proxmox.network",
            "proxmox.node",
            "proxmox.pool",
            "proxmox.role",
            "proxmox.seed",
            "proxmox.storage",
            "proxmox.token",
            "proxmox.user",
            "proxmox.vm");

    @Override
    public Set<String> kinds() {
        return KINDS;
    }

    @Override
    public Function<String, Provider> open(Surroundings around) {
        Path root = around.directory();
        var clusters =
                new Lazily<Clusters>(() -> new Clusters(around.dialer(), () -> new Connections(root, around.dialer())));
        return kind -> make(kind, clusters, root);
    }

    private static Provider make(String kind, Lazily<Clusters> clusters, Path root) {
        return switch (kind) {
            case "proxmox.ceph" -> CephParts.config(clusters.get());
            case "proxmox.ceph.daemon" -> CephParts.daemons(clusters.get());
            case "proxmox.ceph.fs" -> CephParts.files(clusters.get());
            case "proxmox.ceph.health" -> new CephHealth(clusters.get());
            case "proxmox.ceph.osd" -> CephParts.disks(clusters.get());
            case "proxmox.ceph.pool" -> CephParts.pools(clusters.get());
            case "proxmox.cluster" -> new ClusterResource(clusters.get());
            case "proxmox.firewall" -> Firewalls.cluster(clusters.get());
            case "proxmox.firewall.alias" -> CollectionResource.aliases(clusters.get());
            case "proxmox.firewall.group" -> FirewallSetResource.groups(clusters.get());
            case "proxmox.firewall.ipset" -> FirewallSetResource.addresses(clusters.get());
            case "proxmox.firewall.node" -> Firewalls.node(clusters.get());
            case "proxmox.firewall.vm" -> Firewalls.guest(clusters.get());
            case "proxmox.grant" -> new Grants(clusters.get());
            case "proxmox.ha" -> new HaResource(clusters.get());
            case "proxmox.ha.rule" -> CollectionResource.rules(clusters.get());
            case "proxmox.image" -> new Images(clusters.get(), root);
            case "proxmox.network" -> new Networks(clusters.get());
            case "proxmox.node" -> new ClusterNodeResource(clusters.get());
            case "proxmox.pool" -> CollectionResource.pools(clusters.get());
            case "proxmox.role" -> CollectionResource.roles(clusters.get());
            case "proxmox.seed" -> new CloudInitDisc(clusters.get());
            case "proxmox.storage" -> new Storages(clusters.get());
            case "proxmox.token" -> new Tokens(clusters.get());
            case "proxmox.user" -> CollectionResource.users(clusters.get());
            case "proxmox.vm" -> new VmResource(clusters.get());
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @Override
    public Optional<LabSketch> sketch() {
        return Optional.of(new ProxmoxSketch());
    }
}
