package dev.slipway.lab.kube.auth;

import dev.slipway.lab.http.HttpRequest;
import dev.slipway.lab.kube.object.ApiError;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out who asks, by a certificate of the cluster's authority or by a token; without both it is nobody known. */
public final class Authenticator {
    private static final Pattern PART = Pattern.compile("(CN|O)=(\"(?:[^\"\\\\]|\\\\.)*\"|(?:[^,\\\\]|\\\\.)*)");

    private final X509Certificate authority;
    private final Map<String, User> tokens = new ConcurrentHashMap<>();

    public Authenticator(X509Certificate authority) {
        this.authority = authority;
    }

    /** Lets a token stand for a user. */
    public void admit(String token, User user) {
        tokens.put(token, user);
    }

    public void dismiss(User user) {
        tokens.values().remove(user);
    }

    public Optional<User> ofToken(String token) {
        return Optional.ofNullable(tokens.get(token));
    }

    public User user(HttpRequest ask) {
        Optional<X509Certificate> shown = ask.certificate();
        if (shown.isPresent()) {
            return ofCertificate(shown.get()).orElseThrow(ApiError::unauthorized);
        }
        String header = ask.header("authorization").orElse("");
        if (header.isEmpty()) {
            return User.ANONYMOUS;
        }
        String token = header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : "";
        return ofToken(token).orElseThrow(ApiError::unauthorized);
    }

    private Optional<User> ofCertificate(X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            certificate.checkValidity();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
        String name = "";
        var groups = new ArrayList<String>();
        Matcher parts = PART.matcher(certificate.getSubjectX500Principal().getName());
        while (parts.find()) {
            String value = parts.group(2).replaceAll("^\"|\"$", "").replaceAll("\\\\(.)", "$1");
            if (parts.group(1).equals("CN")) {
                name = value;
            } else {
                groups.add(value);
            }
        }
        return Optional.of(User.of(name, "", groups));
    }
}
