/** How a kind of task finds the code that carries it out; each system has its own package beside this one. */
@NullMarked
package dev.slipway.providers;

import org.jspecify.annotations.NullMarked;
