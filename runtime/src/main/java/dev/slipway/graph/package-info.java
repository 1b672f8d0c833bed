/** From tasks to a graph: order, cycles, fan-outs, the file form and the cache, and how a graph is walked. */
@NullMarked
package dev.slipway.graph;

import org.jspecify.annotations.NullMarked;
