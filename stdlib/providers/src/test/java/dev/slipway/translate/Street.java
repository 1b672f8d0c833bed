package dev.slipway.translate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The world outside, a host, and two guests behind its bridge, with real wires between them. The world knows no way to
 * the guests but the addresses of the host: 192.0.2.1 and .2, which it calls 203.0.113.1 and .2, and 2001:db8::1.
 */
public final class Street implements AutoCloseable {
    private final List<Process> servers = new ArrayList<>();
    public final Space host;
    final Space world;
    final Space web;
    final Space mail;

    public Street() throws Exception {
        host = Space.first();
        world = host.beside();
        web = host.beside();
        mail = host.beside();
        for (Space each : List.of(host, world, web, mail)) {
            each.good("ip link set lo up");
        }
        host.good("ip link add br0 type bridge; ip link set br0 up; ip address add 10.10.0.1/24 dev br0;"
                + "ip address add fd00:10::1/64 dev br0 nodad");
        wire(world, "192.0.2.9/24", "2001:db8::9/64");
        host.good("ip address add 192.0.2.1/24 dev wire9; ip address add 192.0.2.2/32 dev wire9;"
                + "ip address add 2001:db8::1/64 dev wire9 nodad; ip route add default via 192.0.2.9");
        bridgesTranslate(false);
        guest(web, 10);
        guest(mail, 11);
    }

    /** Starts whoever answers, all at once; they are there when all have said so. */
    private void serve() throws Exception {
        servers.add(serve(world, "world", 80));
        servers.add(serve(web, "web", 80, 8080, 8001));
        servers.add(serve(mail, "mail", 25, 80));
        for (Process server : servers) {
            var said = new byte[5];
            int read = server.getInputStream().readNBytes(said, 0, said.length);
            if (!new String(said, 0, read, StandardCharsets.UTF_8).equals("ready")) {
                throw new AssertionError("one does not listen: " + new String(said, 0, read, StandardCharsets.UTF_8)
                        + new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /** Where bridges translate, a guest that asks for itself is not sent back through the port that it came from. */
    void bridgesTranslate(boolean yes) throws Exception {
        host.good("f=/proc/sys/net/bridge/bridge-nf-call-iptables; ! [ -e $f ] || echo $1 >$f", yes ? "1" : "0");
    }

    private void wire(Space end, String v4, String v6) throws Exception {
        String name = "wire" + v4.replaceAll(".*\\.|/.*", "");
        host.good("ip link add " + name + " type veth peer name eth0 netns " + end.pid() + "; ip link set " + name
                + " up");
        end.good("ip link set eth0 up; ip address add " + v4 + " dev eth0; ip address add " + v6 + " dev eth0 nodad");
    }

    private void guest(Space guest, int number) throws Exception {
        wire(guest, "10.10.0." + number + "/24", "fd00:10::" + number + "/64");
        host.good("ip link set wire" + number + " master br0");
        guest.good("ip route add default via 10.10.0.1; ip -6 route add default via fd00:10::1");
    }

    private static Process serve(Space space, String name, int... ports) throws Exception {
        var command = space.enter(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                Path.of(Answering.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                Answering.class.getName(),
                name);
        for (int port : ports) {
            command.add(Integer.toString(port));
        }
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What one hears who asks, or nothing. */
    String ask(Space from, String protocol, String address, int port) throws Exception {
        if (servers.isEmpty()) {
            serve();
        }
        return from.run(
                        "timeout 3 bash -c 'exec 3<>/dev/$1/$2/$3 || exit 7; if [ $1 = udp ]; then echo hello >&3; fi; head -n 1 <&3' ask \"$@\"",
                        protocol,
                        address,
                        Integer.toString(port))
                .stdout()
                .strip();
    }

    /** What somebody in the world hears who asks. */
    public String fromOutside(String protocol, String address, int port) throws Exception {
        return ask(world, protocol, address, port);
    }

    @Override
    public void close() throws Exception {
        for (Process server : servers) {
            server.destroy();
            server.waitFor();
        }
        for (Space space : List.of(mail, web, world, host)) {
            space.close();
        }
    }
}
