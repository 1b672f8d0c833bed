/** Who manages which field: sets of fields, server-side apply and its conflicts. */
@NullMarked
package dev.slipway.lab.kube.fields;

import org.jspecify.annotations.NullMarked;
