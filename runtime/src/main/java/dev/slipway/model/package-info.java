/** The nouns: tasks, outputs, references, problems. Pure data that every other package speaks about. */
@NullMarked
package dev.slipway.model;

import org.jspecify.annotations.NullMarked;
