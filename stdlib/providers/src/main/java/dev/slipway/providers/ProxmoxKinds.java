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
import java.nio.file.Path;

/** What is done on Proxmox VE, with clients that are made when one of them is used. */
record ProxmoxKinds(Lazily<Clusters> clusters, Path root) {
    static final String[] NAMES = {
        "pve.ceph",
        "pve.ceph.daemon",
        "pve.ceph.fs",
        "pve.ceph.health",
        "pve.ceph.osd",
        "pve.ceph.pool",
        "pve.cluster",
        "pve.firewall",
        "pve.firewall.alias",
        "pve.firewall.group",
        "pve.firewall.ipset",
        "pve.firewall.node",
        "pve.firewall.vm",
        "pve.grant",
        "pve.ha",
        "pve.ha.rule",
        "pve.image",
        "pve.network",
        "pve.node",
        "pve.pool",
        "pve.role",
        "pve.seed",
        "pve.storage",
        "pve.token",
        "pve.user",
        "pve.vm"
    };

    Provider make(String kind) {
        return switch (kind) {
            case "pve.ceph" -> CephParts.config(clusters.get());
            case "pve.ceph.daemon" -> CephParts.daemons(clusters.get());
            case "pve.ceph.fs" -> CephParts.files(clusters.get());
            case "pve.ceph.health" -> new CephHealth(clusters.get());
            case "pve.ceph.osd" -> CephParts.disks(clusters.get());
            case "pve.ceph.pool" -> CephParts.pools(clusters.get());
            case "pve.cluster" -> new ClusterResource(clusters.get());
            case "pve.firewall" -> Firewalls.cluster(clusters.get());
            case "pve.firewall.alias" -> CollectionResource.aliases(clusters.get());
            case "pve.firewall.group" -> FirewallSetResource.groups(clusters.get());
            case "pve.firewall.ipset" -> FirewallSetResource.addresses(clusters.get());
            case "pve.firewall.node" -> Firewalls.node(clusters.get());
            case "pve.firewall.vm" -> Firewalls.guest(clusters.get());
            case "pve.grant" -> new Grants(clusters.get());
            case "pve.ha" -> new HaResource(clusters.get());
            case "pve.ha.rule" -> CollectionResource.rules(clusters.get());
            case "pve.image" -> new Images(clusters.get(), root);
            case "pve.network" -> new Networks(clusters.get());
            case "pve.node" -> new ClusterNodeResource(clusters.get());
            case "pve.pool" -> CollectionResource.pools(clusters.get());
            case "pve.role" -> CollectionResource.roles(clusters.get());
            case "pve.seed" -> new CloudInitDisc(clusters.get());
            case "pve.storage" -> new Storages(clusters.get());
            case "pve.token" -> new Tokens(clusters.get());
            case "pve.user" -> CollectionResource.users(clusters.get());
            case "pve.vm" -> new VmResource(clusters.get());
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
