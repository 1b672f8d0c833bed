/**
 * The contract with providers: everything that the author of one reads. A provider is the code for one kind of task; the
 * engine finds it through the {@link dev.slipway.provide.Registry} and loads it only when it is needed.
 */
@NullMarked
package dev.slipway.provide;

import org.jspecify.annotations.NullMarked;
