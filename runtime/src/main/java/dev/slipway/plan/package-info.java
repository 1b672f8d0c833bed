/** Compares what is wanted with what is, and writes down what would be done about it. */
@NullMarked
package dev.slipway.plan;

import org.jspecify.annotations.NullMarked;
