/** Objects as plain JSON, and the values in them: names, labels, quantities, selectors, and the errors about them. */
@NullMarked
package dev.slipway.lab.kube.object;

import org.jspecify.annotations.NullMarked;
