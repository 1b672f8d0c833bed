package dev.slipway.lab.kube.auth;

import java.util.ArrayList;
import java.util.List;

/** Who asks. */
public record User(String name, String uid, List<String> groups) {
    public static final String AUTHENTICATED = "system:authenticated";
    public static final String UNAUTHENTICATED = "system:unauthenticated";
    public static final User ANONYMOUS = new User("system:anonymous", "", List.of(UNAUTHENTICATED));

    public User {
        groups = List.copyOf(groups);
    }

    /** A user whose credentials were good. */
    public static User of(String name, String uid, List<String> groups) {
        var all = new ArrayList<>(groups);
        if (!all.contains(AUTHENTICATED)) {
            all.add(AUTHENTICATED);
        }
        return new User(name, uid, all);
    }

    /** The account of a workload (kubernetes/apiserver: pkg/authentication/serviceaccount/util.go). */
    public static User serviceAccount(String namespace, String name, String uid) {
        return of(
                "system:serviceaccount:" + namespace + ":" + name,
                uid,
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace));
    }
}
