/** Looks at the world, as cheaply as the record allows, and settles what a crash left open. */
@NullMarked
package dev.slipway.observe;

import org.jspecify.annotations.NullMarked;
