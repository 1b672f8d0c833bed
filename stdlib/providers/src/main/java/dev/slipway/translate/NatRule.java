package dev.slipway.translate;

import dev.slipway.nat.Ip;
import dev.slipway.nat.Net;
import dev.slipway.nat.Ports;
import dev.slipway.nat.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rule of the kernel, whichever program brings it there. */
sealed interface NatRule {
    String id();

    boolean v6();

    /** Packets for an address go to a guest. */
    record Turn(
            String id,
            Ip at,
            @Nullable Protocol protocol,
            @Nullable Ports ports,
            Ip to,
            @Nullable Integer port) implements NatRule {
        @Override
        public boolean v6() {
            return to.v6();
        }
    }

    /** Who asked from inside is answered through the host, or it would not know the answer. */
    record Return(
            String id,
            Net from,
            Ip to,
            @Nullable Protocol protocol,
            @Nullable Ports ports) implements NatRule {
        @Override
        public boolean v6() {
            return to.v6();
        }
    }

    /** What a guest sends out carries its public address. */
    record Leave(String id, Ip from, List<Net> except, Ip as) implements NatRule {
        @Override
        public boolean v6() {
            return from.v6();
        }
    }

    /** What a network sends out carries the address of the host. */
    record Hide(String id, Net from, List<Net> except, String out) implements NatRule {
        @Override
        public boolean v6() {
            return from.v6();
        }
    }
}
