/** The HTTP API: paths, verbs, patches, tables, discovery. */
@NullMarked
package dev.slipway.lab.kube.api;

import org.jspecify.annotations.NullMarked;
