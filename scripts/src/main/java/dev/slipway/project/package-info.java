/** A script with all that it takes to plan and apply it: what the command line and programs have in common. */
@NullMarked
package dev.slipway.project;

import org.jspecify.annotations.NullMarked;
