package dev.slipway.script;

import dev.slipway.evaluate.Lambdas;
import dev.slipway.graph.Graph;
import dev.slipway.graph.ReadTracker;

/** What came of evaluating a script. */
public record Evaluated(CompiledScript script, Graph graph, ReadTracker reads, Lambdas lambdas) {}
