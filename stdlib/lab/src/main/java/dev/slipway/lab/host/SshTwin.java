package dev.slipway.lab.host;

import dev.slipway.lab.Placement;
import dev.slipway.lab.Twin;
import dev.slipway.lab.TwinContext;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;

/**
 * A Linux host behind an SSH server. Its properties: {@code address}, {@code user}, who may log in ({@code authorized},
 * public keys in lines or {@code *}, and {@code password}), {@code sudo} for users that may become root, {@code lacks} for
 * programs that are not there, such as {@code nft}, {@code pve=yes} for a host of Proxmox VE, on which Ceph can be
 * installed, and {@code sessions}, how many one connection bears; with 0 it only forwards, as with {@code MaxSessions 0}.
 */
public final class SshTwin implements Twin {
    private static final String SESSIONS = "10";
    private static final Set<String> PROPERTIES =
            Set.of("address", "user", "authorized", "password", "sudo", "lacks", "pve", "sessions");

    @Override
    public String kind() {
        return "ssh";
    }

    @Override
    public Set<String> faults() {
        return Set.of(Host.DISK_FULL, HostKey.CHANGED);
    }

    @Override
    public boolean takes(String property) {
        return PROPERTIES.contains(property);
    }

    @Override
    public Running start(TwinContext site) throws IOException {
        var host = new Host(site);
        Placement placement = site.placement();
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(HostKey.of(site)));
        String password = placement.property("password", "");
        SshDaemon ssh = host.ssh();
        ssh.load();
        server.setPublickeyAuthenticator((name, key, session) ->
                ssh.admits(name, true) && (ssh.authorizes(name, key) || isOperator(site, ssh, name, key)));
        server.setPasswordAuthenticator(
                (name, given, session) -> ssh.admits(name, false) && !password.isEmpty() && password.equals(given));
        server.setCommandFactory((channel, line) -> new HostCommand(host, line));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        int sessions = Integer.parseInt(placement.property("sessions", SESSIONS));
        server.setChannelFactories(Forwarding.factories(site, sessions > 0));
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, sessions);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        server.start();
        String address = placement.property("address");
        int outside = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        site.expose(address, server.getPort(), () -> ssh.listens(outside));
        return () -> {
            try {
                server.stop(true);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } finally {
                host.processes().switchOff();
            }
        };
    }

    /**
     * The key of whoever rehearses stands for the declared one, of which the lab has no public part: it is let in unless the
     * file of keys lets nobody in.
     */
    private static boolean isOperator(TwinContext site, SshDaemon ssh, String user, PublicKey key) {
        return KeyUtils.compareKeys(site.operator(), key)
                && (!ssh.hasKeys(user) || !ssh.keys(user).isEmpty());
    }
}
