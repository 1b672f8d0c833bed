/** How work gets done: who is next, what limits it, how a provider is called, called again, and called off. */
@NullMarked
package dev.slipway.work;

import org.jspecify.annotations.NullMarked;
