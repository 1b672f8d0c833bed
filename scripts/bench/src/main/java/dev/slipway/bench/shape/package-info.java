/** Graphs of every shape and size, and how each tool writes them down. */
@NullMarked
package dev.slipway.bench.shape;

import org.jspecify.annotations.NullMarked;
