package dev.slipway.lab.pve;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the nodes of a cluster broadcast of their guests every ten seconds. A list of the whole cluster shows the status, the
 * name and the size of a guest as of the last beat. Nothing is done at a beat: whoever changes or lists guests has the
 * beats that have passed made good before.
 */
final class Beats {
    /** pve-manager PVE/Service/pvestatd.pm $updatetime; the first cycle after its start broadcasts nothing. */
    private static final long PERIOD = 10_000;

    /** pve-cluster src/pmxcfs/status.c rrd_entry_is_old. */
    private static final long EXPIRY = 300_000;

    private final Datacenter in;
    private final Map<String, Long> last = new HashMap<>();

    Beats(Datacenter in) {
        this.in = in;
    }

    /** What was broadcast of a guest, or of the one that had its number before; nothing before the first beat. */
    Optional<Broadcast> of(Cluster cluster, Guest guest) {
        catchUp(cluster);
        return cluster.broadcasts.get(guest.key()).filter(said -> !isOld(said));
    }

    /** To be called before anything changes, so that a beat in between shows what was so then. */
    void catchUp(Cluster cluster) {
        for (Node node : in.nodesOf(cluster)) {
            long beat = (in.now() - node.self().booted()) / PERIOD;
            Long before = last.get(node.name());
            if (beat >= 1 && (before == null || before < beat) && in.isUp(node)) {
                last.put(node.name(), beat);
                forget(cluster, node.self().booted() + (before == null ? beat : before) * PERIOD);
                broadcast(cluster, node, node.self().booted() + beat * PERIOD);
            }
        }
    }

    private void broadcast(Cluster cluster, Node node, long at) {
        for (Guest guest : cluster.guests.values()) {
            if (guest.node().equals(node.name())) {
                cluster.broadcasts.put(guest.key(), Broadcast.of(cluster, guest, at));
            }
        }
    }

    /** Nobody broadcasts a guest that is gone; until it is old, whoever has its number next is shown as it was. */
    private void forget(Cluster cluster, long at) {
        for (Broadcast one : cluster.broadcasts.values()) {
            boolean isGone = !cluster.guests.has(one.key());
            if (isGone && one.gone() == 0) {
                cluster.broadcasts.put(one.key(), one.gone(at));
            } else if (isGone && isOld(one)) {
                cluster.broadcasts.remove(one.key());
            }
        }
    }

    private boolean isOld(Broadcast said) {
        return said.gone() > 0 && in.now() - said.gone() > EXPIRY;
    }
}
