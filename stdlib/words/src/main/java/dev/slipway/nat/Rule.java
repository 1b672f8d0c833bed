package dev.slipway.nat;

/** One thing that a host does to the addresses of packets. */
public sealed interface Rule {
    /** What it is called among the rules of its host, for people who look there. */
    String id();

    /** A rule for packets to a public address. */
    sealed interface Inward extends Rule {
        /** What the world calls it. */
        Ip address();

        /**
         * What the host calls it: the address that packets carry when they reach the host. In a cloud such as OCI that
         * is the private address of the network card; the public one never gets there.
         */
        Ip arrivesAt();

        /** Who gets the packets instead. */
        Ip to();
    }

    /** Some ports of a public address are those of a guest. A row of ports keeps its numbers. */
    record Forward(Protocol protocol, Ip address, Ip arrivesAt, Ports ports, Ip to, int toPort) implements Inward {
        @Override
        public String id() {
            return address + " " + protocol.word() + " " + ports;
        }

        /** The ports that the guest sees. */
        public Ports toPorts() {
            return new Ports(toPort, toPort + ports.last() - ports.first());
        }
    }

    /** A public address is a guest's, with all its ports, and in both directions. */
    record OneToOne(Ip address, Ip arrivesAt, Ip to) implements Inward {
        @Override
        public String id() {
            return address + " all";
        }
    }

    /** What comes out of a network leaves with the address of the host, through one network card or any. */
    record Masquerade(Net from, String out) implements Rule {
        @Override
        public String id() {
            return from + (out.isEmpty() ? " out" : " out " + out);
        }
    }
}
