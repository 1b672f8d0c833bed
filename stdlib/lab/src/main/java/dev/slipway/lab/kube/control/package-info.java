/** What goes on in a cluster by itself: definitions are served, dependents collected, workloads run. */
@NullMarked
package dev.slipway.lab.kube.control;

import org.jspecify.annotations.NullMarked;
