package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import java.util.Set;

/**
 * A field of a document.
 *
 * @param marks {@code omit}: not printed when empty; {@code keep}: an empty list is printed all the same;
 *     {@code replace}: a patch replaces the value instead of merging it; {@code always}: a patch sets it even when the patch
 *     doesn't name it; {@code overwrite}: entries of a patch replace whole entries; {@code trimmed}: leading line breaks of
 *     the contents are dropped
 * @param by the field by which items of the list are merged, or empty when a patch appends
 * @param since the first contract that knows the field
 */
record Field(String key, ValueType type, Set<String> marks, String by, Contract since) {
    boolean is(String mark) {
        return marks.contains(mark);
    }
}
