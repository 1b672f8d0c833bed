/** What the engine promises, one row of the table each. */
@NullMarked
package dev.slipway.bench.row;

import org.jspecify.annotations.NullMarked;
