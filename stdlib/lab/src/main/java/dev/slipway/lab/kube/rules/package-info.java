/** What is set and checked of built-in kinds, as upstream's defaults, strategies and validations do. */
@NullMarked
package dev.slipway.lab.kube.rules;

import org.jspecify.annotations.NullMarked;
