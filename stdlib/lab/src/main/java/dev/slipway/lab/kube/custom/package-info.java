/** Custom resources: structural schemas, what they prune, set and check, and their rules in CEL. */
@NullMarked
package dev.slipway.lab.kube.custom;

import org.jspecify.annotations.NullMarked;
