/** Kubernetes: objects by server-side apply, and whether they are ready. Reaches a cluster only through a kubeconfig. */
@NullMarked
package dev.slipway.kube;

import org.jspecify.annotations.NullMarked;
