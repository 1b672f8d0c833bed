package dev.slipway.script;

import org.jspecify.annotations.Nullable;

/** A method or a field, as code names it. */
record Member(String owner, String name, String type) {
    /** Written out with {@link #hashCode}: what Java makes of a record's takes longer than all scripts have members. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Member that
                && owner.equals(that.owner)
                && name.equals(that.name)
                && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * owner.hashCode() + name.hashCode()) + type.hashCode();
    }

    @Override
    public String toString() {
        return owner + "." + name;
    }
}
