/** What stands on hosts: files, lines, services, packages, settings of the kernel, translated addresses, and work done. */
@NullMarked
package dev.slipway.host;

import org.jspecify.annotations.NullMarked;
