/** Who asks, and what they may do. */
@NullMarked
package dev.slipway.lab.kube.auth;

import org.jspecify.annotations.NullMarked;
