/** The types of objects: the built-in ones of several releases, and those of custom resources. */
@NullMarked
package dev.slipway.lab.kube.schema;

import org.jspecify.annotations.NullMarked;
