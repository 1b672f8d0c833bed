/**
 * Slipway inside of a program: the same pipe as the command line, from a script or from words that the program says.
 * {@link dev.slipway.embed.Slipway} is where to begin; plans, events and outcomes are those of the engine.
 */
@NullMarked
package dev.slipway.embed;

import org.jspecify.annotations.NullMarked;
