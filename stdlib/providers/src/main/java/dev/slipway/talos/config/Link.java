package dev.slipway.talos.config;

import java.util.List;

/**
 * A network interface of a machine.
 *
 * @param name such as {@code eth0}
 * @param addresses with their length, such as {@code 10.0.3.16/24}
 * @param gateway of the default route, or empty
 * @param routes other routes
 * @param mtu in bytes, or 0 for the default
 * @param parent the interface that carries the VLAN, or empty
 * @param vlan the ID of the VLAN, or 0
 * @param bonded the interfaces that form the bond, or none
 * @param bondMode such as {@code 802.3ad}; empty unless it is a bond
 */
public record Link(
        String name,
        List<String> addresses,
        String gateway,
        List<Route> routes,
        int mtu,
        String parent,
        int vlan,
        List<String> bonded,
        String bondMode) {
    /** A route to a network by a gateway. */
    public record Route(String network, String gateway) {}

    public static Link of(String name, List<String> addresses, String gateway) {
        return new Link(name, addresses, gateway, List.of(), 0, "", 0, List.of(), "");
    }

    public Link mtu(int bytes) {
        return new Link(name, addresses, gateway, routes, bytes, parent, vlan, bonded, bondMode);
    }

    public Link routes(List<Route> more) {
        return new Link(name, addresses, gateway, more, mtu, parent, vlan, bonded, bondMode);
    }

    public Link vlan(String carrier, int id) {
        return new Link(name, addresses, gateway, routes, mtu, carrier, id, bonded, bondMode);
    }

    public Link bond(List<String> links, String mode) {
        return new Link(name, addresses, gateway, routes, mtu, parent, vlan, links, mode);
    }

    void check() {
        String where = "interface " + name;
        for (String address : addresses) {
            if (!GoAddress.isPrefix(address)) {
                throw Intents.invalid(
                        where, "'" + address + "' is not an address with its length", "write it as 10.0.3.16/24");
            }
        }
        if (!gateway.isEmpty() && !GoAddress.isAddress(gateway)) {
            throw Intents.invalid(where, "the gateway '" + gateway + "' is not an address", "write it as 10.0.3.1");
        }
        if (vlan < 0 || vlan > 4094 || (vlan > 0) == parent.isEmpty()) {
            throw Intents.invalid(
                    where, "a VLAN needs an ID from 1 to 4094 and the interface that carries it", "set both");
        }
    }
}
