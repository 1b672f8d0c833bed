/** What editors need to know of the words: jars and sources where Maven looks for them, a project that names them. */
@NullMarked
package dev.slipway.ide;

import org.jspecify.annotations.NullMarked;
