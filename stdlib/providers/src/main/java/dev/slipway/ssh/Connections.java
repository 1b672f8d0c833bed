package dev.slipway.ssh;

import dev.slipway.dial.Dialer;
import dev.slipway.dial.LabTrust;
import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every machine that we are connected to. Who needs one again finds it open. */
public final class Connections implements AutoCloseable {
    private final Login login;
    private final Optional<LabTrust> backstage;
    private final Map<String, SshConnection> links = new ConcurrentHashMap<>();

    /**
     * Connections of one project.
     *
     * @param root the directory of the script
     * @param usersOwn the operator's own known hosts, which count as well
     */
    public Connections(Path root, Dialer dialer, Optional<Path> usersOwn) {
        this.backstage = dialer.backstage();
        Path pinned = backstage.map(LabTrust::knownHosts).orElse(root.resolve(HostKeys.FILE));
        this.login = new Login(root, dialer, new HostKeys(pinned, backstage.isPresent() ? Optional.empty() : usersOwn));
    }

    public Connections(Path root, Dialer dialer) {
        this(root, dialer, Optional.of(Path.of(System.getProperty("user.home"), ".ssh", "known_hosts")));
    }

    /** The machine that these fields describe, for one piece of work. */
    public Remote on(Fields host, CallContext ticket) {
        Route declared = Route.of(host);
        Route route = backstage.map(declared::rehearsed).orElse(declared);
        return new Remote(route, link(route), ticket);
    }

    private SshConnection link(Route route) {
        SshConnection known = links.get(route.identity());
        if (known != null) {
            return known;
        }
        var made = new SshConnection(
                route,
                ticket -> login.open(
                        route,
                        route.via().map(bastion -> link(bastion).live(ticket).session()),
                        ticket));
        SshConnection first = links.putIfAbsent(route.identity(), made);
        return first == null ? made : first;
    }

    @Override
    public void close() {
        links.values().forEach(SshConnection::close);
    }
}
