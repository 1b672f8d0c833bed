package dev.slipway.samples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Somebody who changes things behind our back: what curl does, with the certificate verified. */
record Behind(Path lab, String address, String token) {
    /** The answer to a request with a form, status line first. */
    String ask(String method, String path, String form) throws IOException, GeneralSecurityException {
        int colon = address.lastIndexOf(':');
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), port());
                var socket = (SSLSocket)
                        context().getSocketFactory().createSocket(plain, address.substring(0, colon), 8006, true)) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            String request = method + " /api2/json" + path + " HTTP/1.1\r\nHost: " + address
                    + "\r\nAuthorization: PVEAPIToken=" + token + "\r\nConnection: close\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                    + form;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int port() throws IOException {
        String line = Files.readAllLines(lab.resolve("addresses")).stream()
                .filter(each -> each.startsWith(address + " "))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var pem = Files.newInputStream(lab.resolve("ca.pem"))) {
            store.setCertificateEntry(
                    "lab", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
