package dev.slipway.lab;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the addresses of the lab really are: a port of this machine for each. An address keeps its port over a restart,
 * so that a client may go on where it was.
 */
final class Addresses {
    private final TwinState shelf;
    private final Map<String, Integer> ports = new TreeMap<>();

    Addresses(TwinState shelf) {
        this.shelf = shelf;
        shelf.text("addresses").stream().flatMap(String::lines).forEach(line -> {
            String[] part = line.split(" ", -1);
            ports.put(part[0], Integer.parseInt(part[1].substring(part[1].lastIndexOf(':') + 1)));
        });
    }

    /** A door for this address, at the port that it had. */
    synchronized ServerSocket open(String address) throws IOException {
        if (!address.matches("\\S+:[0-9]+")) {
            throw new IllegalArgumentException("'" + address + "' is no address and port");
        }
        ServerSocket door = door(ports.getOrDefault(address, 0));
        Integer before = ports.put(address, door.getLocalPort());
        if (before == null || before != door.getLocalPort()) {
            shelf.put("addresses", text());
        }
        return door;
    }

    /** While the lab was stopped its port may have become somebody else's; clients look up the new one. */
    private static ServerSocket door(int port) throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        try {
            return new ServerSocket(port, 128, loopback);
        } catch (BindException e) {
            return new ServerSocket(0, 128, loopback);
        }
    }

    /** All others are gone with their systems. */
    synchronized void keep(Set<String> addresses) {
        if (ports.keySet().retainAll(addresses)) {
            shelf.put("addresses", text());
        }
    }

    synchronized Map<String, Integer> ports() {
        return new TreeMap<>(ports);
    }

    /** As clients read it: an address of the lab and where it really is, one in a line. */
    synchronized String text() {
        var text = new StringBuilder();
        ports.forEach((address, port) ->
                text.append(address).append(" 127.0.0.1:").append(port).append('\n'));
        return text.toString();
    }
}
