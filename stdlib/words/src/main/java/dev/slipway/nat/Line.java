package dev.slipway.nat;

import dev.slipway.model.Origin;

/** A rule, and the line that says it. */
public record Line(Rule rule, Origin origin) {}
