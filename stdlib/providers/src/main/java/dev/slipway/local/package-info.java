/** This machine: its files, its programs, and what it can reach with HTTP or a plain connection. */
@NullMarked
package dev.slipway.local;

import org.jspecify.annotations.NullMarked;
