package dev.slipway.lab.kube.store;

import java.util.Optional;

/**
 * A change of one object.
 *
 * @param before what it was, if it was there
 * @param after what it is, or, where it is gone, what it was last, with the revision of its deletion
 */
public record StoreEvent(String resource, long revision, Optional<Stored> before, Stored after, boolean deleted) {}
