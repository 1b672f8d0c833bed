package dev.slipway.lab.pve;

import dev.slipway.lab.http.HttpRequest;
import dev.slipway.lab.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Answers requests: path, who, whether they may, where, what, in this order, as the real one does. */
final class Api {
    private static final String BASE = "/api2/json";
    /** What was wrong with a secret is told to whoever sent it, and not recorded. */
    private static final Pattern SECRET = Pattern.compile("^([^:]*(?:password|sshkeys|keyring)): .*", Pattern.DOTALL);

    private static final Duration PROXY = Duration.ofSeconds(30);

    private final Datacenter in;
    private final Table table;
    private final Routes routes = new Routes();
    private final Evidence evidence = Evidence.read();
    private final Answers answers = new Answers();
    private final Authenticator gatekeeper;
    private final int workers;
    private final int calls;
    private final AtomicInteger under = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();

    Api(Datacenter in) {
        this.in = in;
        this.table = Table.named(in.version().table());
        this.gatekeeper = new Authenticator(in);
        this.workers = Integer.parseInt(in.site().placement().property("workers", "3"));
        this.calls = Integer.parseInt(in.site().placement().property("calls", "0"));
    }

    /** The answer to a request at one node; none where the connection breaks. */
    Optional<Reply> answer(Node door, HttpRequest ask) {
        var violations = new ArrayList<String>();
        if (in.isClosed()) {
            return Optional.empty();
        }
        String path = ask.path().startsWith(BASE) ? ask.path().substring(BASE.length()) : ask.path();
        int together = under.incrementAndGet();
        try {
            if (calls > 0 && together > calls) {
                violations.add(together + " requests at once, more than " + calls);
            }
            Reply reply = reply(door, ask, path.isEmpty() ? "/" : path, violations);
            record(ask.method() + " " + path, reply, violations);
            hesitate(reply.after());
            return Optional.of(reply);
        } finally {
            under.decrementAndGet();
        }
    }

    private void record(String what, Reply reply, List<String> violations) {
        in.site().record(what, reply.status() + " " + reply.reason(), violations);
    }

    private Reply reply(Node door, HttpRequest ask, String path, List<String> violations) {
        try {
            if (!ask.path().startsWith(BASE)) {
                throw new ApiException(501, "no such file '" + path + "'");
            }
            Table.Meant meant = table.find(ask.method(), path).orElse(null);
            if (meant == null) {
                violations.add("not in the table of " + in.version().release + ": " + ask.method() + " " + path);
                throw new ApiException(501, "Method '" + ask.method() + " " + path + "' not implemented");
            }
            if (!routes.serves(meant.operation())) {
                violations.add("not served by the lab: " + ask.method() + " " + path);
                throw new ApiException(501, "Method '" + ask.method() + " " + path + "' not implemented");
            }
            if (!evidence.covers(meant.operation())) {
                violations.add("assumed, without evidence: " + ask.method() + " "
                        + meant.operation().path());
            }
            return called(door, ask, meant, violations);
        } catch (ApiException e) {
            return Reply.refused(e);
        } catch (RuntimeException e) {
            violations.add("the lab does not know what to do: " + e);
            return Reply.refused(ApiException.because("the lab does not know what to do: " + e));
        }
    }

    private Reply called(Node door, HttpRequest ask, Table.Meant meant, List<String> violations) {
        Optional<Multipart> upload = Parameters.upload(ask, meant.operation());
        Map<String, String> given = Parameters.of(ask, meant, upload);
        ApiCall call;
        synchronized (in) {
            Cluster cluster = in.clusterOf(door);
            Identity by = gatekeeper.identity(door, cluster, ask, meant.operation());
            gatekeeper.check(cluster, by, meant.operation(), given, violations);
            String name = meant.variables().getOrDefault("node", "localhost");
            boolean elsewhere =
                    !name.equals("localhost") && meant.operation().path().startsWith("/nodes/");
            Node node = elsewhere ? in.peer(cluster, name) : door;
            if (!in.isUp(node)) {
                throw new ApiException(595, "No route to host");
            }
            if (meant.operation().path().contains("/firewall")) {
                in.filter().look(cluster);
            }
            call = new ApiCall(in, door, node, cluster, meant.operation(), by, given, upload, new LinkedHashMap<>());
        }
        List<String> wrong = meant.operation().violations(given);
        if (!wrong.isEmpty()) {
            wrong.forEach(why -> violations.add(SECRET.matcher(why).replaceFirst("$1: not as declared")));
            var errors = new LinkedHashMap<String, String>();
            wrong.forEach(
                    why -> errors.putIfAbsent(why.substring(0, why.indexOf(':')), why.substring(why.indexOf(':') + 2)));
            throw new ApiException(400, "Parameter verification failed.", errors);
        }
        return worked(call, violations);
    }

    /** A worker of the daemon is busy with it, and there are three. */
    private Reply worked(ApiCall call, List<String> violations) {
        boolean secured = call.operation().flags().contains("protected");
        String daemon = call.node().name() + (secured ? "|pvedaemon" : "|pveproxy");
        if (call.operation().method().equals("GET")
                ? in.strikes("proxy-timeout", "read")
                : in.strikes("proxy-timeout", "before")) {
            throw new ApiException(596, "Connection timed out");
        } else if (!in.flocks().take(daemon, workers, PROXY).join()) {
            throw new ApiException(596, "Connection timed out");
        }
        try {
            hesitate(in.paces().of(TaskDurations.CALL));
            return done(call, violations);
        } finally {
            in.flocks().give(daemon);
        }
    }

    private Reply done(ApiCall call, List<String> violations) {
        Routes.Route route =
                routes.of(call.operation().method(), call.operation().path());
        List<String> locks;
        synchronized (in) {
            locks = route.locks().apply(call);
        }
        List<String> missing = in.flocks().takeAll(locks, Locks.PATIENCE).join();
        if (!missing.isEmpty()) {
            throw ApiException.because(Locks.message(missing.get(0)));
        }
        try {
            if (!locks.isEmpty() && in.strikes("lock-timeout")) {
                throw ApiException.because(Locks.message(locks.get(0)));
            }
            synchronized (in) {
                boolean writes = !call.operation().method().equals("GET");
                if (writes && isRefused()) {
                    throw ApiException.permission("refused for a test");
                }
                if (writes && call.operation().flags().contains("protected")) {
                    in.checkQuorum(call.cluster());
                    checkDomain(call);
                }
                Object data = route.handler().answer(call);
                violations.addAll(answers.violations(call.operation(), data));
                if (writes && in.strikes("proxy-timeout", "after")) {
                    throw new ApiException(596, "Connection timed out"); // it was done all the same
                }
                return Reply.ok(data, call.beside());
            }
        } finally {
            in.flocks().giveAll(locks);
        }
    }

    /** A fault refuses one of the writes to come: its value says how many are let through before. */
    private boolean isRefused() {
        boolean refused = in.site()
                .strikes("refused-write", Set.of(), fault -> written.getAndIncrement() == fault.number())
                .isPresent();
        if (refused) {
            written.set(0);
        }
        return refused;
    }

    /** What all nodes share is locked as a whole while it is written. */
    private void checkDomain(ApiCall call) {
        String path = call.operation().path();
        String domain = path.startsWith("/cluster/ha")
                ? "domain-ha"
                : path.contains("/firewall") ? "firewall" : "file-user_cfg";
        if ((path.startsWith("/access") || path.startsWith("/pools") || !domain.startsWith("file"))
                && in.strikes("cfs-lock")) {
            throw ApiException.because("cfs-lock '" + domain + "' error: got lock request timeout");
        }
    }

    private void hesitate(int seconds) {
        hesitate(Duration.ofSeconds(seconds));
    }

    private void hesitate(Duration time) {
        if (!time.isZero()) {
            var over = new CompletableFuture<Boolean>();
            in.after(time, () -> over.complete(true));
            over.join();
        }
    }
}
