/** The nouns: pure data that every other package speaks of. */
@NullMarked
package dev.slipway.model;

import org.jspecify.annotations.NullMarked;
