package dev.slipway.lab.kube.registry;

import dev.slipway.lab.LabClock;
import dev.slipway.lab.kube.rules.Defaults;
import dev.slipway.lab.kube.schema.Catalogue;
import dev.slipway.lab.kube.store.ObjectStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** All that belongs to one cluster: its release, its objects, the kinds it serves, and its time. */
public final class Cluster {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final String release;
    private final ObjectStore store;
    private final Catalogue catalogue;
    private final Defaults defaults = new Defaults();
    private final LabClock clock;

    /**
     * A cluster without objects.
     *
     * @param release such as {@code 1.35}
     */
    public Cluster(String release, ObjectStore store, LabClock clock) {
        this.release = release;
        this.store = store;
        this.catalogue = new Catalogue(release);
        this.clock = clock;
    }

    public String release() {
        return release;
    }

    public ObjectStore store() {
        return store;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    Defaults defaults() {
        return defaults;
    }

    public LabClock clock() {
        return clock;
    }

    /** The time as objects have it. */
    public String now() {
        return text(clock.now());
    }

    public static String text(Instant time) {
        return SECONDS.format(time);
    }
}
