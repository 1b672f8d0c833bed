package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fields that may rest in a blob until somebody asks. Small ones travel inside a journal frame; a rendered manifest of a
 * megabyte does not, so that the cost of a step does not depend on the size of what it carries.
 */
public final class LazyFields {
    /** No fields. */
    public static final LazyFields NOTHING = of(Fields.NONE);

    private final Fingerprint blob;
    private @Nullable Function<Fingerprint, Fields> load;
    private volatile @Nullable Fields fields;

    private LazyFields(Fingerprint blob, @Nullable Function<Fingerprint, Fields> load, @Nullable Fields fields) {
        this.blob = blob;
        this.load = load;
        this.fields = fields;
    }

    public static LazyFields of(Fields fields) {
        return new LazyFields(Fingerprint.ZERO, null, fields);
    }

    /** Fields in a blob, loaded on first use; or fields that are unpacked on first use, in no blob. */
    public static LazyFields at(Fingerprint blob, Function<Fingerprint, Fields> load) {
        return new LazyFields(blob, load, null);
    }

    /** The blob that these fields rest in, or {@link Fingerprint#ZERO} when they are held here. */
    public Fingerprint blob() {
        return blob;
    }

    /** Whether these fields are in a blob of the store that loads in this way. */
    boolean isFrom(Function<Fingerprint, Fields> store) {
        return !blob.isZero() && store.equals(load);
    }

    public Fields get() {
        Fields known = fields;
        return known == null ? loaded() : known;
    }

    private synchronized Fields loaded() {
        Fields known = fields;
        if (known == null) {
            if (load == null) {
                throw new IllegalStateException("fields that are nowhere");
            }
            known = load.apply(blob);
            fields = known;
            load = blob.isZero() ? null : load; // what they were unpacked from need not be kept as well
        }
        return known;
    }

    /**
     * Somebody has these very fields already, as their fingerprint says: neither a copy nor what it would be unpacked from
     * need be kept beside them.
     */
    public synchronized void found(Fields same) {
        if (blob.isZero()) {
            fields = same;
            load = null;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LazyFields that && get().equals(that.get());
    }

    @Override
    public int hashCode() {
        return get().hashCode();
    }

    @Override
    public String toString() {
        return blob.isZero() ? get().toString() : "blob " + blob.brief();
    }
}
