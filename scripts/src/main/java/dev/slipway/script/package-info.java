/** From a script file to a compiled script to an evaluated one. Knows the compiler only by an interface. */
@NullMarked
package dev.slipway.script;

import org.jspecify.annotations.NullMarked;
