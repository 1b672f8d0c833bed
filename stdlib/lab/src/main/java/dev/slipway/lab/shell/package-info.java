/**
 * A small POSIX shell for hosts that exist only in memory: lists, pipes, redirections, conditions, loops, expansions. What
 * it does not know it refuses, and never guesses.
 */
@NullMarked
package dev.slipway.lab.shell;

import org.jspecify.annotations.NullMarked;
