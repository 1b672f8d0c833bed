/** Secrets in a file that may lie in the open: encrypted in the form of the age tool, which can read and write it too. */
@NullMarked
package dev.slipway.vault;

import org.jspecify.annotations.NullMarked;
