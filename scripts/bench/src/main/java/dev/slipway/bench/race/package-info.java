/** Runs commands in turn and tells how long they took and how much memory they had. */
@NullMarked
package dev.slipway.bench.race;

import org.jspecify.annotations.NullMarked;
