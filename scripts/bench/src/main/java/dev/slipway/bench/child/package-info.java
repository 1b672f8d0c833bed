/** Programs that are measured, each in a process of its own. */
@NullMarked
package dev.slipway.bench.child;

import org.jspecify.annotations.NullMarked;
