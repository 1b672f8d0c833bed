/** Acting in a lab as if it were the world. Nothing of it is loaded by a run that is none. */
@NullMarked
package dev.slipway.rehearse;

import org.jspecify.annotations.NullMarked;
