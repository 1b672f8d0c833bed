/** Where addresses really are: in the world, or in a lab that stands in for it. */
@NullMarked
package dev.slipway.dial;

import org.jspecify.annotations.NullMarked;
