package dev.slipway.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SSHAgentConnector;
import com.jcraft.jsch.Session;
import dev.slipway.dial.Dialer;
import dev.slipway.dial.NotInLab;
import dev.slipway.model.Missing;
import dev.slipway.model.Secret;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens a connection: dials, checks whom it meets, and proves who we are. */
final class Login {
    private final Path root;
    private final Dialer dialer;
    private final HostKeys hostKeys;

    Login(Path root, Dialer dialer, HostKeys hostKeys) {
        this.root = root;
        this.dialer = dialer;
        this.hostKeys = hostKeys;
    }

    Live open(Route route, Optional<Session> bastion, CallContext ticket) {
        var greeting = new HostKeyCheck(route, hostKeys, ticket);
        var keepAlive = new KeepAlive(route);
        try {
            var jsch = new JSch();
            identities(jsch, route, ticket);
            jsch.setHostKeyRepository(greeting);
            Dialer.Place place = bastion.isPresent()
                    ? new Dialer.Place(route.address(), route.port())
                    : dialer.find(route.address(), route.port());
            Session session = jsch.getSession(route.user(), place.host(), place.port());
            bastion.ifPresentOrElse(
                    through -> session.setProxy(new ProxyJump(through, keepAlive)),
                    () -> session.setSocketFactory(keepAlive.sockets()));
            if (route.password() instanceof Secret password) {
                session.setPassword(bytes(password, ticket));
            }
            session.setHostKeyAlias(route.alias());
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setConfig("PreferredAuthentications", "publickey,password");
            session.setConfig("server_host_key", offered(route, JSch.getConfig("server_host_key")));
            session.setDaemonThread(true);
            keepAlive.start();
            session.connect(route.connectMillis());
            keepAlive.connected(session);
            return new Live(session, keepAlive);
        } catch (JSchException e) {
            keepAlive.stop();
            throw failure(route, greeting.refusal(), keepAlive.isSilent(), e);
        } catch (NotInLab e) {
            throw new Failure.Rejected(route + " is not there: " + e.getMessage(), NotInLab.FIX, e);
        } catch (IOException e) {
            throw new Failure.Transient(route + " cannot be reached: " + e.getMessage(), "see that it runs");
        }
    }

    private void identities(JSch jsch, Route route, CallContext ticket) throws JSchException {
        if (route.key() == Missing.ABSENT) {
            agent(jsch, route, ticket); // never beside a key, which would end up in the agent
            return;
        }
        byte[] key = key(route, ticket);
        byte @Nullable [] passphrase = route.passphrase() instanceof Secret secret ? bytes(secret, ticket) : null;
        try {
            jsch.addIdentity(route.name(), key, null, passphrase);
        } catch (JSchException e) {
            throw new Failure.Rejected(
                    "the key for " + route + " cannot be used: " + e.getMessage(),
                    "give a private key in the form of OpenSSH or PEM, and its passphrase if it has one",
                    e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static void agent(JSch jsch, Route route, CallContext ticket) {
        if (!route.agent().isEmpty()) {
            try {
                var agent = new SSHAgentConnector(Path.of(route.agent()));
                jsch.setIdentityRepository(new AgentIdentityRepository(agent));
            } catch (AgentProxyException e) {
                ticket.say("the SSH agent does not answer: " + e.getMessage());
            }
        }
    }

    private byte[] key(Route route, CallContext ticket) {
        Value key = route.key();
        if (key instanceof Secret secret) {
            return bytes(secret, ticket);
        }
        Path file = root.resolve(home(key.toString()));
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Failure.Rejected("the key " + file + " for " + route + " cannot be read", "correct 'key'", e);
        }
    }

    /** A path that may begin with the home of the operator. */
    static String home(String path) {
        return path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
    }

    private static byte[] bytes(Secret secret, CallContext ticket) {
        return ticket.reveal(secret).getBytes(StandardCharsets.UTF_8);
    }

    /** What is pinned comes first: a server shows one key only, and it must be one that we know. */
    private String offered(Route route, String all) throws IOException {
        var order = new ArrayList<String>();
        for (String type : hostKeys.types(route.alias())) {
            order.addAll(type.equals("ssh-rsa") ? List.of("rsa-sha2-512", "rsa-sha2-256") : List.of(type));
        }
        for (String each : all.split(",", -1)) {
            if (!order.contains(each)) {
                order.add(each);
            }
        }
        return String.join(",", order);
    }

    private static Failure failure(Route route, @Nullable Failure refusal, boolean silent, JSchException error) {
        String said = silent
                ? "no answer within " + KeepAlive.seconds(route.connectMillis())
                : String.valueOf(error.getMessage());
        if (refusal != null) {
            return refusal;
        } else if (said.contains("Auth fail")
                || said.contains("Auth cancel")
                || said.contains("USERAUTH fail")
                || said.contains("Too many authentication")) {
            return new Failure.Rejected(
                    route + " does not let us in: " + said,
                    "see that its user has our public key among the authorized ones, or correct user, key or password",
                    error);
        } else if (said.contains("Algorithm negotiation")) {
            return new Failure.Rejected(
                    route + " speaks only ciphers or keys that are not safe any more: " + said,
                    "renew its SSH server",
                    error);
        }
        return new Failure.Transient(route + " cannot be reached: " + said, "see that it runs and is not shut off");
    }
}
