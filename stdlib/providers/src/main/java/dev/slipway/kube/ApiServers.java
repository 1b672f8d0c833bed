package dev.slipway.kube;

import dev.slipway.dial.Dialer;
import dev.slipway.dial.LabTrust;
import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.model.Secret;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The API servers that were asked for in a run, each connected to once. */
public final class ApiServers {
    private final Dialer dialer;
    private final Path root;
    private final Map<String, ApiServer> known = new ConcurrentHashMap<>();

    /**
     * API servers.
     *
     * @param root where relative paths of kubeconfigs start
     */
    public ApiServers(Dialer dialer, Path root) {
        this.dialer = dialer;
        this.root = root;
    }

    /** What tells one cluster from another, without asking for its secrets. */
    static String key(Fields inputs) {
        Fields kube = (Fields) inputs.get("kube");
        return kube.text("name") + " " + Hasher.of(kube).brief();
    }

    ApiServer of(Fields inputs, CallContext ticket) {
        Fields kube = (Fields) inputs.get("kube");
        Optional<LabTrust> lab = dialer.backstage();
        if (lab.isPresent()) {
            return known.computeIfAbsent(kube.text("name"), name -> inLab(name, lab.get()));
        }
        Value given = kube.get("kubeconfig");
        String content = given instanceof Secret secret ? ticket.reveal(secret) : given.toString();
        String digest = given instanceof Secret || given instanceof StringValue
                ? ticket.digest(content).toString()
                : "";
        String key = String.join(" ", kube.text("name"), kube.text("path"), kube.text("context"), digest);
        ApiServer server = known.get(key);
        return server != null
                ? server
                : known.computeIfAbsent(key, k -> connected(kube, digest.isEmpty() ? "" : content));
    }

    /** In a rehearsal, the cluster of the lab that has this name stands in for the one of the kubeconfig. */
    private ApiServer inLab(String name, LabTrust lab) {
        Path file = lab.directory().resolve(name + ".kubeconfig");
        if (!Files.isReadable(file)) {
            throw new Failure.Rejected(
                    "the lab has no Kubernetes cluster '" + name + "'",
                    "place one: slipway lab place kube " + name + " address=10.0.3.20:6443");
        }
        return new Connector(dialer).connect(name, "", file.toFile());
    }

    private ApiServer connected(Fields kube, String content) {
        var connector = new Connector(dialer);
        return content.isEmpty()
                ? connector.connect(kube.text("name"), kube.text("context"), there(file(kube.text("path"))))
                : connector.connect(kube.text("name"), kube.text("context"), content);
    }

    /** As kubectl finds it, where the script names none. */
    private Path file(String path) {
        if (!path.isEmpty()) {
            return root.resolve(path);
        }
        String usual = System.getenv().getOrDefault("KUBECONFIG", "");
        return usual.isEmpty() ? Path.of(System.getProperty("user.home"), ".kube", "config") : Path.of(usual);
    }

    private static File there(Path file) {
        if (!Files.isReadable(file)) {
            throw new Failure.Rejected(
                    "kubeconfig " + file + (Files.exists(file) ? " cannot be read" : " not found"),
                    "create it and make it readable, or correct kubeconfig in kube { }");
        }
        return file.toFile();
    }
}
