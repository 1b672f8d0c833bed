/** Machine configurations of Talos Linux: reading, patching, rendering, validating and printing them. */
@NullMarked
package dev.slipway.talos.config;

import org.jspecify.annotations.NullMarked;
