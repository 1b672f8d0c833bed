/** Hosts that exist only in memory, with files, programs, services and packages, reached by a real SSH server. */
@NullMarked
package dev.slipway.lab.host;

import org.jspecify.annotations.NullMarked;
