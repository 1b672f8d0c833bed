package dev.slipway.lab.kube;

import dev.slipway.lab.Authority;
import dev.slipway.lab.LabThreads;
import dev.slipway.lab.Placement;
import dev.slipway.lab.Twin;
import dev.slipway.lab.TwinContext;
import dev.slipway.lab.http.HttpReply;
import dev.slipway.lab.http.HttpRequest;
import dev.slipway.lab.http.HttpServer;
import dev.slipway.lab.kube.auth.Authenticator;
import dev.slipway.lab.kube.auth.User;
import dev.slipway.lab.kube.store.Disk;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A Kubernetes API server. Its properties are {@code address}, {@code version} (1.33 to 1.36), {@code tokens}
 * ({@code user+group+group=token}, a list), {@code nodes}, and {@code classes} of storage. {@code NAME.kubeconfig} in the
 * directory of the lab has the certificate of an administrator.
 */
public final class KubeTwin implements Twin {
    private static final Set<String> VERSIONS = Set.of("1.33", "1.34", "1.35", "1.36");
    private static final long FLUSH_MILLIS = 200;

    @Override
    public String kind() {
        return "kube";
    }

    @Override
    public Set<String> faults() {
        return Set.of("unavailable", "too-many-requests", "bad-image");
    }

    @Override
    public boolean takes(String property) {
        return Set.of("address", "version", "tokens", "nodes", "classes").contains(property);
    }

    @Override
    public Running start(TwinContext site) throws IOException {
        Placement placement = site.placement();
        String address = placement.property("address");
        String version = placement.property("version", "1.35");
        if (!VERSIONS.contains(version)) {
            throw new IllegalArgumentException("unknown version " + version + " of kube " + placement.name()
                    + ": use one of 1.33, 1.34, 1.35, 1.36");
        }
        var authenticator = new Authenticator(site.authority().certificate());
        for (String token : placement.property("tokens", "").split(",", -1)) {
            int equals = token.indexOf('=');
            if (equals > 0) {
                List<String> who = Arrays.asList(token.substring(0, equals).split("\\+", -1));
                authenticator.admit(token.substring(equals + 1), User.of(who.get(0), "", who.subList(1, who.size())));
            }
        }
        var nodes = new Nodes(
                names(placement.property("nodes", "node-1")),
                names(placement.property("classes", "standard")),
                Optional.of(image -> site.strikes("bad-image", Set.of(), fault -> image.contains(fault.value()))
                        .isPresent()));
        var disk = new Disk(site.shelf().part("objects"));
        var server = new KubeServer(version, site.clock(), authenticator, Optional.of(disk), nodes);
        String machine = address.substring(0, address.lastIndexOf(':'));
        Authority.Identity identity = site.authority()
                .issue("kube-apiserver", List.of(machine, "127.0.0.1", "kubernetes", "kubernetes.default.svc"));
        var context = identity.contextForClients();
        var faulty = new Faulty(site, server);
        var door = new HttpServer("kube", () -> context, new ServerRules(), faulty::answer);
        site.expose(address, door.port());
        var kubeconfig = new Kubeconfig(site.authority(), site.shelf());
        site.publish(placement.name() + ".kubeconfig", kubeconfig.text(placement.name(), "https://" + address));
        site.publish(
                placement.name() + ".local.kubeconfig",
                kubeconfig.text(
                        placement.name(),
                        "https://127.0.0.1:" + site.portOf(address).orElse(door.port())));
        var flusher = Executors.newSingleThreadScheduledExecutor(LabThreads.named("kube-disk"));
        flusher.scheduleWithFixedDelay(disk::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        return () -> {
            door.close();
            server.close();
            flusher.shutdown();
            disk.flush();
        };
    }

    private static List<String> names(String list) {
        return list.isEmpty() ? List.of() : Arrays.asList(list.split(",", -1));
    }

    /** Records every request, and lets faults strike. */
    private record Faulty(TwinContext site, KubeServer server) {
        Optional<? extends HttpReply> answer(HttpRequest ask) {
            HttpReply reply = site.strikes("unavailable").isPresent()
                    ? KubeServer.refusal(503, "ServiceUnavailable", "apiserver not ready")
                    : site.strikes("too-many-requests").isPresent()
                            ? KubeServer.refusal(429, "TooManyRequests", "Too many requests, please try again later.")
                            : server.answer(ask);
            site.record(ask.method() + " " + ask.path(), KubeServer.status(reply), List.of());
            return Optional.of(reply);
        }
    }
}
