/** Which addresses a host translates: rules as data, and what cannot be among them. Nothing here knows how it is done. */
@NullMarked
package dev.slipway.nat;

import org.jspecify.annotations.NullMarked;
