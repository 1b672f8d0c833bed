package dev.slipway.lab.pve;

import java.util.List;

/** A set of privileges with a name. */
record Role(String id, List<String> privileges) {}
