package dev.slipway.ssh;

import dev.slipway.dial.LabTrust;
import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.model.Missing;
import dev.slipway.model.Secret;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import java.util.Optional;

/**
 * How a machine is reached.
 *
 * @param hostKey the fingerprint of its key, {@code SHA256:...}; empty to pin the one that is met first
 * @param key a private key: a secret that holds it, or the path of its file; absent for the agent alone
 * @param passphrase what opens the key
 * @param password what the server asks for where keys are not enough
 * @param agent the socket of an SSH agent that speaks for us; empty for none
 * @param sudo whether programs run as root although we log in as somebody else
 * @param sessions how many programs one connection carries at once
 * @param aliveMillis how long nothing may be heard before a sign of life is asked for
 * @param via the machine that we come through
 */
public record Route(
        String name,
        String address,
        int port,
        String user,
        String hostKey,
        Value key,
        Value passphrase,
        Value password,
        String agent,
        boolean sudo,
        int sessions,
        int connectMillis,
        int aliveMillis,
        Optional<Route> via,
        String identity) {
    private static final int SSH = 22;
    /** Servers bear ten by default; two are left for those who come to end a program. */
    private static final int SESSIONS = 8;

    private static final int CONNECT_MILLIS = 10_000;
    private static final int ALIVE_MILLIS = 15_000;

    /** The route that the declared fields of a host say. */
    public static Route of(Fields host) {
        return new Route(
                host.text("name"),
                host.text("address"),
                (int) host.whole("port", SSH),
                host.text("user").isEmpty() ? "root" : host.text("user"),
                host.text("hostKey"),
                host.get("key"),
                host.get("passphrase"),
                host.get("password"),
                agent(host),
                host.get("sudo") == BoolValue.TRUE,
                (int) host.whole("sessions", SESSIONS),
                (int) host.whole("connectMillis", CONNECT_MILLIS),
                (int) host.whole("aliveMillis", ALIVE_MILLIS),
                host.get("via") instanceof Fields via ? Optional.of(of(via)) : Optional.empty(),
                Hasher.of(host).toString());
    }

    /**
     * The same way in a lab, where every host lets in the key of the lab, and nobody shows the host key of the world. A key
     * that is a secret is a secret of the lab already.
     */
    Route rehearsed(LabTrust backstage) {
        return new Route(
                name,
                address,
                port,
                user,
                "",
                key instanceof Secret ? key : new StringValue(backstage.key().toString()),
                key instanceof Secret ? passphrase : Missing.ABSENT,
                password,
                "",
                sudo,
                sessions,
                connectMillis,
                aliveMillis,
                via.map(bastion -> bastion.rehearsed(backstage)),
                identity);
    }

    /** Without a key, the agent that the environment names. */
    private static String agent(Fields host) {
        boolean wanted = host.get("agent") == BoolValue.TRUE || host.get("key") == Missing.ABSENT;
        String named = host.get("agent") instanceof StringValue socket ? socket.toString() : "";
        return named.isEmpty() && wanted ? System.getenv().getOrDefault("SSH_AUTH_SOCK", "") : Login.home(named);
    }

    /** What the machine is called where host keys are kept, as OpenSSH has it. */
    String alias() {
        return port == SSH ? address : "[" + address + "]:" + port;
    }

    @Override
    public String toString() {
        String place = user + "@" + alias();
        return name.isEmpty() || name.equals(address) ? place : name + " (" + place + ")";
    }
}
