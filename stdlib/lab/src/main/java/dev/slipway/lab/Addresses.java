package dev.slipway.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the addresses of the lab really are: a port of this machine for each. An address keeps its port over a restart,
 * so that a client may go on where it was.
 */
final class Addresses {
    private final Shelf shelf;
    private final Map<String, Integer> ports = new TreeMap<>();

    Addresses(Shelf shelf) {
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
        var loopback = InetAddress.getLoopbackAddress();
        var door = new ServerSocket(ports.getOrDefault(address, 0), 128, loopback);
        if (ports.put(address, door.getLocalPort()) == null) {
            shelf.put("addresses", text());
        }
        return door;
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
