/** What is asked about a place in a script, and what is answered. Knows whoever answers only by an interface. */
@NullMarked
package dev.slipway.complete;

import org.jspecify.annotations.NullMarked;
