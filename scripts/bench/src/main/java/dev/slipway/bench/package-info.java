/** Measures the engine: scenarios beside its peers in one run, and its hot paths under JMH. */
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
