/** Two small kinds of tasks: a file made from a file, and an object in a world of its own. */
@NullMarked
package dev.slipway.bench.fake;

import org.jspecify.annotations.NullMarked;
