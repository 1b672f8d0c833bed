package dev.slipway.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The binary form of rules. Nearly all tasks of a graph share a few of them. */
public final class TaskOptionsCodec {
    private static final int PROTECT = 1;
    private static final int ADOPT = 2;
    private static final int CREATE_FIRST = 4;
    private static final int UNPROTECTED = 8;
    private static final int UNCACHED = 16;
    private static final int CACHED_HERE = 32;

    private TaskOptionsCodec() {}

    public static void write(Encoder out, TaskOptions rules) {
        writeKeys(out, rules.after());
        out.count(rules.claims().size());
        for (Claim claim : rules.claims()) {
            out.name(claim.pool());
            out.count(claim.weight());
        }
        out.count(rules.timeout().toSeconds());
        out.count(rules.timeout().toNanosPart());
        out.count(rules.attempts());
        out.tag((rules.protection() == Protection.ON ? PROTECT : 0)
                | (rules.protection() == Protection.OFF ? UNPROTECTED : 0)
                | (rules.adopt() ? ADOPT : 0)
                | (rules.createFirst() ? CREATE_FIRST : 0)
                | (rules.cache() == CacheScope.OFF ? UNCACHED : 0)
                | (rules.cache() == CacheScope.PROJECT ? CACHED_HERE : 0));
        out.count(rules.drift().size());
        rules.drift().forEach((field, policy) -> {
            out.name(field);
            out.name(policy.name());
        });
        writeKeys(out, rules.formerly());
    }

    public static TaskOptions read(Decoder in) {
        List<TaskKey> after = readKeys(in);
        List<Claim> claims = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            claims.add(new Claim(in.name(), in.small()));
        }
        var timeout = Duration.ofSeconds(in.number(), in.small());
        int attempts = in.small();
        int flags = in.tag();
        var drift = new TreeMap<String, DriftPolicy>();
        for (int left = in.count(); left > 0; left--) {
            drift.put(in.name(), DriftPolicy.valueOf(in.name()));
        }
        var protection = (flags & PROTECT) != 0
                ? Protection.ON
                : (flags & UNPROTECTED) != 0 ? Protection.OFF : Protection.BY_KIND;
        boolean adopt = (flags & ADOPT) != 0;
        boolean createFirst = (flags & CREATE_FIRST) != 0;
        var cache = (flags & UNCACHED) != 0
                ? CacheScope.OFF
                : (flags & CACHED_HERE) != 0 ? CacheScope.PROJECT : CacheScope.SHARED;
        var rules = new TaskOptions(
                after, claims, timeout, attempts, protection, adopt, createFirst, drift, readKeys(in), cache);
        return rules.equals(TaskOptions.NONE) ? TaskOptions.NONE : rules;
    }

    private static void writeKeys(Encoder out, List<TaskKey> keys) {
        out.count(keys.size());
        keys.forEach(out::key);
    }

    private static List<TaskKey> readKeys(Decoder in) {
        List<TaskKey> keys = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            keys.add(in.key());
        }
        return keys;
    }
}
