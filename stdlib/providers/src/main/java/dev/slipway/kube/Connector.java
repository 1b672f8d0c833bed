package dev.slipway.kube;

import dev.slipway.dial.Dialer;
import dev.slipway.provide.Failure;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;

/** Makes the client of a cluster from a kubeconfig, with whatever way of logging in that describes. */
final class Connector {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 60_000;

    private final Dialer dialer;

    Connector(Dialer dialer) {
        this.dialer = dialer;
    }

    /** By the text of a kubeconfig. */
    ApiServer connect(String name, String context, String kubeconfig) {
        return connected(name, context, () -> {
            var parsed = KubeConfigUtils.parseConfigFromString(kubeconfig);
            if (!context.isEmpty()) {
                parsed.setCurrentContext(context);
            }
            return Config.fromKubeconfig(Serialization.asYaml(parsed));
        });
    }

    /** By a kubeconfig whose certificates may be in files beside it. */
    ApiServer connect(String name, String context, File kubeconfig) {
        return connected(
                name,
                context,
                () -> context.isEmpty()
                        ? Config.fromKubeconfig(kubeconfig)
                        : Config.fromKubeconfig(context, kubeconfig));
    }

    private ApiServer connected(String name, String context, Supplier<Config> reading) {
        Config config;
        try {
            config = reading.get();
        } catch (RuntimeException e) {
            throw new Failure.Rejected(
                    "kubeconfig of " + name + " is invalid", "export it again from the cluster it is for", e);
        }
        if (!context.isEmpty() && !isContext(config, context)) {
            throw new Failure.Rejected(
                    "context '" + context + "' of " + name + " not found in the kubeconfig",
                    "correct the context; kubectl config get-contexts lists them");
        }
        ClientKey.algorithm(config).ifPresent(config::setClientKeyAlgo);
        // What may be sent again is decided where it is known.
        config.setRequestRetryBackoffLimit(0);
        config.setRequestTimeout(ANSWER_MILLIS);
        config.setConnectionTimeout(CONNECT_MILLIS);
        URI server = URI.create(config.getMasterUrl().replaceFirst("/+$", ""));
        String namespace = config.getNamespace() == null ? "default" : config.getNamespace();
        return new ApiServer(name, client(config, server), reached(server).toString(), namespace);
    }

    private static boolean isContext(Config config, String context) {
        return config.getContexts() != null
                && config.getContexts().stream().anyMatch(each -> context.equals(each.getName()));
    }

    private HttpClient client(Config config, URI server) {
        try {
            HttpClient.Factory factory = HttpClientUtils.getHttpClientFactory();
            HttpClient.Builder builder = factory.newBuilder(config);
            if (!reached(server).equals(server)) {
                var trust = dialer.backstage()
                        .map(lab -> ServerTrust.authority(lab.authority()))
                        .orElseGet(() -> trusted(config));
                builder.sslContext(
                        SSLUtils.keyManagers(config), new TrustManager[] {new ServerTrust(trust, server.getHost())});
            }
            return builder.build();
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new Failure.Rejected(
                    "credentials in the kubeconfig cannot be used: " + e.getMessage(),
                    "export the kubeconfig again",
                    e);
        }
    }

    private static TrustManager[] trusted(Config config) {
        try {
            return SSLUtils.trustManagers(config);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("certificate-authority: " + e.getMessage(), e);
        }
    }

    /** Where the server really is, such as in a lab or at the end of a tunnel. */
    private URI reached(URI server) {
        int port = server.getPort() > 0 ? server.getPort() : server.getScheme().equals("http") ? 80 : 443;
        try {
            Dialer.Place place = dialer.find(server.getHost(), port);
            if (place.host().equals(server.getHost()) && place.port() == port) {
                return server;
            }
            String path = server.getRawPath() == null ? "" : server.getRawPath();
            String host = place.host().contains(":") ? "[" + place.host() + "]" : place.host();
            return URI.create(server.getScheme() + "://" + host + ":" + place.port() + path);
        } catch (IOException e) {
            throw Unreachable.failure("API server", server.toString(), "connect", true, e);
        }
    }
}
