/** The command line: verbs, flags, exit codes, and what people and programs get to see. */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
