/** The way from the command line to a run. A run that changes nothing never loads the Kotlin compiler. */
@NullMarked
package dev.slipway.launch;

import org.jspecify.annotations.NullMarked;
