/** Where objects are kept: resource versions, events of watches, pages of lists. */
@NullMarked
package dev.slipway.lab.kube.store;

import org.jspecify.annotations.NullMarked;
