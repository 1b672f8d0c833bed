package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityTest {
    @TempDir
    Path directory;

    @Test
    void clientsThatTrustItVerifyServersByAddressAndName() throws Exception {
        var shelf = new TwinState(directory);
        Authority authority = Authority.of(shelf);
        var server = authority.issue("pve1", List.of("127.0.0.1", "pve1.lab.example"));
        assertEquals("TLSv1.3", handshake(server, Authority.of(shelf), "127.0.0.1"));
        assertEquals("TLSv1.3", handshake(server, Authority.of(shelf), "pve1.lab.example"));
        assertThrows(SSLException.class, () -> handshake(server, authority, "pve2.lab.example"));
        Authority other = Authority.of(new TwinState(directory.resolve("other")));
        assertThrows(SSLException.class, () -> handshake(server, other, "127.0.0.1"));
    }

    private static String handshake(Authority.Identity server, Authority trusted, String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("lab", trusted.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        var loopback = InetAddress.getLoopbackAddress();
        try (var door =
                (SSLServerSocket) server.context().getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            LabThreads.start("server", () -> {
                try (var one = (SSLSocket) door.accept()) {
                    one.startHandshake();
                } catch (java.io.IOException e) {
                    // the client says what it thinks of us
                }
            });
            try (var plain = new java.net.Socket(loopback, door.getLocalPort());
                    var socket = (SSLSocket) client.getSocketFactory().createSocket(plain, name, 1, true)) {
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return socket.getSession().getProtocol();
            }
        }
    }
}
