package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;

/**
 * A kind of configuration document.
 *
 * @param since the first contract that knows the kind
 * @param isNamed whether several documents of the kind may exist, told apart by {@code name}
 * @param isControlPlaneOnly whether workers reject it
 */
record DocumentKind(String name, ValueType.Struct type, Contract since, boolean isNamed, boolean isControlPlaneOnly) {
    static final String ROOT = "v1alpha1";

    boolean isRoot() {
        return name.equals(ROOT);
    }
}
