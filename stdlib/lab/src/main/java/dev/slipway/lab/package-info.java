/** The embedded datacenter: what the real systems refuse, it refuses, with their words. It shares no code with the providers. */
@NullMarked
package dev.slipway.lab;

import org.jspecify.annotations.NullMarked;
