/** Who a Talos cluster is: its secrets bundle, and the client configurations that are signed with it. */
@NullMarked
package dev.slipway.talos.identity;

import org.jspecify.annotations.NullMarked;
