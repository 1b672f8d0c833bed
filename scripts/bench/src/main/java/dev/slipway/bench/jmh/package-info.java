/** The hot paths, measured inside a warm process. */
@NullMarked
package dev.slipway.bench.jmh;

import org.jspecify.annotations.NullMarked;
