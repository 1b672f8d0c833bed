package dev.slipway.kube;

import dev.slipway.dial.NotInLab;
import dev.slipway.provide.Failure;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertificateException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What a connection that broke, or never came about, means. */
final class Unreachable {
    private Unreachable() {}

    static Failure failure(String name, String base, String asked, boolean reads, Throwable error) {
        if (error instanceof Failure failure) {
            return failure;
        }
        String where = name + " at " + base;
        String why = words(error);
        if (has(error, NotInLab.class)) {
            return new Failure.Rejected(where + " not found: " + why, NotInLab.FIX, error);
        } else if (has(error, CertificateException.class)) {
            return new Failure.Rejected(
                    "certificate of " + where + " not trusted: " + why,
                    "check certificate-authority and server in the kubeconfig",
                    error);
        } else if (has(error, UnknownHostException.class)) {
            return new Failure.Rejected(
                    "host of " + where + " not found: " + why, "correct the server in the kubeconfig", error);
        } else if (has(error, ConnectException.class) || has(error, HttpConnectTimeoutException.class)) {
            return new Failure.Transient(
                    where + " is unreachable: " + why, "check that the API server runs, and the network to it");
        } else if (has(error, SSLException.class) && why.contains("handshake")) {
            return new Failure.Rejected(
                    "TLS handshake with " + where + " failed: " + why,
                    "check the client certificate and the server in the kubeconfig",
                    error);
        } else if (reads) {
            return new Failure.Transient(
                    "connection to " + where + " broke at " + asked + ": " + why,
                    "check the API server and the network");
        }
        return new Failure.InDoubt(
                "connection to " + where + " broke at " + asked + ": " + why,
                "run again to settle and continue",
                error);
    }

    private static boolean has(Throwable error, Class<? extends Throwable> type) {
        return causes(error).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, each -> each != null, Throwable::getCause).limit(20);
    }

    private static String words(Throwable error) {
        if (error instanceof CancellationException) {
            return "canceled";
        } else if (ApiServer.isTimeout(error)) {
            return "timed out";
        }
        return causes(error)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((first, last) -> last)
                .orElse(error.getClass().getSimpleName());
    }
}
