/** Carries out plans: one step after the other where it must, as many at once as it may, and never twice. */
@NullMarked
package dev.slipway.apply;

import org.jspecify.annotations.NullMarked;
