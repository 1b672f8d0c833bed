package dev.slipway.lab.pve;

import dev.slipway.lab.Shelf;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Everything that the nodes of a cluster share, or that a single host has for itself: what lies below {@code /etc/pve}. */
final class Cluster {
    final String id;
    final Drawer<Guest> guests;
    final Drawer<Broadcast> broadcasts;
    final Drawer<Volume> volumes;
    final Drawer<Section> storages;
    final Drawer<Account> accounts;
    final Drawer<Section> groups;
    final Drawer<Token> tokens;
    final Drawer<Role> roles;
    final Drawer<Grant> grants;
    final Drawer<Pool> pools;
    final Drawer<Section> haGroups;
    final Drawer<Section> haRules;
    final Drawer<Section> haResources;
    /** The nodes that the manager of highly available guests has seen. */
    final Drawer<Section> haNodes;

    final Drawer<Ruleset> firewalls;
    final Drawer<Member> members;
    final Drawer<Corosync> corosync;
    final Drawer<Section> ceph;
    final Drawer<Section> options;
    final Drawer<Section> mappings;
    private final Shelf shelf;

    /** With what is done before a guest changes. */
    Cluster(String id, Shelf shelf, Consumer<Cluster> before) {
        this.id = id;
        this.shelf = shelf;
        this.guests = new Drawer<>(shelf.part("guests"), Guest.class, () -> before.accept(this));
        this.broadcasts = new Drawer<>(shelf.part("broadcasts"), Broadcast.class);
        this.volumes = new Drawer<>(shelf.part("volumes"), Volume.class);
        this.storages = new Drawer<>(shelf.part("storages"), Section.class);
        this.accounts = new Drawer<>(shelf.part("accounts"), Account.class);
        this.groups = new Drawer<>(shelf.part("groups"), Section.class);
        this.tokens = new Drawer<>(shelf.part("tokens"), Token.class);
        this.roles = new Drawer<>(shelf.part("roles"), Role.class);
        this.grants = new Drawer<>(shelf.part("grants"), Grant.class);
        this.pools = new Drawer<>(shelf.part("pools"), Pool.class);
        this.haGroups = new Drawer<>(shelf.part("ha-groups"), Section.class);
        this.haRules = new Drawer<>(shelf.part("ha-rules"), Section.class);
        this.haResources = new Drawer<>(shelf.part("ha-resources"), Section.class);
        this.haNodes = new Drawer<>(shelf.part("ha-nodes"), Section.class);
        this.firewalls = new Drawer<>(shelf.part("firewalls"), Ruleset.class);
        this.members = new Drawer<>(shelf.part("members"), Member.class);
        this.corosync = new Drawer<>(shelf.part("corosync"), Corosync.class);
        this.ceph = new Drawer<>(shelf.part("ceph"), Section.class);
        this.options = new Drawer<>(shelf.part("options"), Section.class);
        this.mappings = new Drawer<>(shelf.part("mappings"), Section.class);
    }

    boolean isNew() {
        return accounts.keys().isEmpty();
    }

    /** With what tickets are signed; whoever joins another cluster has its key from then on. */
    byte[] key() {
        String known = shelf.text("key").orElse("");
        if (known.isEmpty()) {
            var key = new byte[20];
            new java.security.SecureRandom().nextBytes(key);
            known = HexFormat.of().formatHex(key);
            shelf.put("key", known);
        }
        return HexFormat.of().parseHex(known);
    }

    /** What was uploaded, as long as it is small. */
    Shelf files() {
        return shelf.part("files");
    }

    Guest guest(Node node, String vmid) {
        return guests.get(vmid)
                .filter(guest -> guest.node().equals(node.name()))
                .orElseThrow(() -> Refused.because(
                        "Configuration file 'nodes/" + node.name() + "/qemu-server/" + vmid + ".conf' does not exist"));
    }

    /** Whether a guest runs is asked by its node. qemu-server src/PVE/QemuConfig.pm assert_config_exists_on_node. */
    void checkThere(Node node, String vmid) {
        if (guests.get(vmid).filter(guest -> guest.node().equals(node.name())).isEmpty()) {
            throw Refused.because(
                    "unable to find configuration file for VM " + vmid + " on node '" + node.name() + "'");
        }
    }

    Guest put(Guest guest) {
        return guests.put(guest.key(), guest);
    }

    /** Forgets everything: its last node has gone elsewhere. */
    void dissolve() {
        shelf.clear();
    }
}
