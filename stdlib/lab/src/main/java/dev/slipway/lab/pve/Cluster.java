package dev.slipway.lab.pve;

import dev.slipway.lab.TwinState;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Everything that the nodes of a cluster share, or that a single host has for itself: what lies below {@code /etc/pve}. */
final class Cluster {
    final String id;
    final RecordMap<Guest> guests;
    final RecordMap<Broadcast> broadcasts;
    final RecordMap<Volume> volumes;
    final RecordMap<ConfigSection> storages;
    final RecordMap<Account> accounts;
    final RecordMap<ConfigSection> groups;
    final RecordMap<Token> tokens;
    final RecordMap<Role> roles;
    final RecordMap<Grant> grants;
    final RecordMap<Pool> pools;
    final RecordMap<ConfigSection> haGroups;
    final RecordMap<ConfigSection> haRules;
    final RecordMap<ConfigSection> haResources;
    /** The nodes that the manager of highly available guests has seen. */
    final RecordMap<ConfigSection> haNodes;

    final RecordMap<Ruleset> firewalls;
    final RecordMap<Member> members;
    final RecordMap<Corosync> corosync;
    final RecordMap<ConfigSection> ceph;
    final RecordMap<ConfigSection> options;
    final RecordMap<ConfigSection> mappings;
    private final TwinState shelf;

    /** With what is done before a guest changes. */
    Cluster(String id, TwinState shelf, Consumer<Cluster> before) {
        this.id = id;
        this.shelf = shelf;
        this.guests = new RecordMap<>(shelf.part("guests"), Guest.class, () -> before.accept(this));
        this.broadcasts = new RecordMap<>(shelf.part("broadcasts"), Broadcast.class);
        this.volumes = new RecordMap<>(shelf.part("volumes"), Volume.class);
        this.storages = new RecordMap<>(shelf.part("storages"), ConfigSection.class);
        this.accounts = new RecordMap<>(shelf.part("accounts"), Account.class);
        this.groups = new RecordMap<>(shelf.part("groups"), ConfigSection.class);
        this.tokens = new RecordMap<>(shelf.part("tokens"), Token.class);
        this.roles = new RecordMap<>(shelf.part("roles"), Role.class);
        this.grants = new RecordMap<>(shelf.part("grants"), Grant.class);
        this.pools = new RecordMap<>(shelf.part("pools"), Pool.class);
        this.haGroups = new RecordMap<>(shelf.part("ha-groups"), ConfigSection.class);
        this.haRules = new RecordMap<>(shelf.part("ha-rules"), ConfigSection.class);
        this.haResources = new RecordMap<>(shelf.part("ha-resources"), ConfigSection.class);
        this.haNodes = new RecordMap<>(shelf.part("ha-nodes"), ConfigSection.class);
        this.firewalls = new RecordMap<>(shelf.part("firewalls"), Ruleset.class);
        this.members = new RecordMap<>(shelf.part("members"), Member.class);
        this.corosync = new RecordMap<>(shelf.part("corosync"), Corosync.class);
        this.ceph = new RecordMap<>(shelf.part("ceph"), ConfigSection.class);
        this.options = new RecordMap<>(shelf.part("options"), ConfigSection.class);
        this.mappings = new RecordMap<>(shelf.part("mappings"), ConfigSection.class);
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
    TwinState files() {
        return shelf.part("files");
    }

    Guest guest(Node node, String vmid) {
        return guests.get(vmid)
                .filter(guest -> guest.node().equals(node.name()))
                .orElseThrow(() -> ApiException.because(
                        "Configuration file 'nodes/" + node.name() + "/qemu-server/" + vmid + ".conf' does not exist"));
    }

    /** Whether a guest runs is asked by its node. qemu-server src/PVE/QemuConfig.pm assert_config_exists_on_node. */
    void checkThere(Node node, String vmid) {
        if (guests.get(vmid).filter(guest -> guest.node().equals(node.name())).isEmpty()) {
            throw ApiException.because(
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
