package dev.slipway.kube;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts the certificate of a server by the name it has in the kubeconfig, wherever it is connected to: in a lab, or at the
 * end of a tunnel, the address in use is another one.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private final X509TrustManager chain;
    private final String host;

    ServerTrust(TrustManager[] trusted, String host) {
        this.chain = (X509TrustManager) trusted[0];
        this.host = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    /** Who trusts these authorities alone. */
    static TrustManager[] authority(String pem) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            int number = 0;
            for (var certificate : certificates) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("certificate authority: " + e.getMessage(), e);
        }
    }

    private void check(X509Certificate[] shown, String type) throws CertificateException {
        chain.checkServerTrusted(shown, type);
        if (!carriesName(shown[0])) {
            throw new CertificateException("the certificate is not for " + host);
        }
    }

    private boolean carriesName(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names == null) {
            return false;
        }
        for (List<?> name : names) {
            String text = String.valueOf(name.get(1)).toLowerCase(Locale.ROOT);
            boolean matches =
                    name.get(0).equals(DNS) ? isName(text) : name.get(0).equals(ADDRESS) && isAddress(text);
            if (matches) {
                return true;
            }
        }
        return false;
    }

    private boolean isName(String pattern) {
        boolean isWild = pattern.startsWith("*.") && host.indexOf('.') > 0;
        return isWild ? host.substring(host.indexOf('.')).equals(pattern.substring(1)) : host.equals(pattern);
    }

    private boolean isAddress(String text) {
        if (!host.matches("[0-9.]+|[0-9a-f:.%]*:[0-9a-f:.%]*")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).equals(InetAddress.getByName(text));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine) throws CertificateException {
        check(shown, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) throws CertificateException {
        check(shown, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type) throws CertificateException {
        check(shown, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no clients are accepted");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no clients are accepted");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type) throws CertificateException {
        throw new CertificateException("no clients are accepted");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chain.getAcceptedIssuers();
    }
}
