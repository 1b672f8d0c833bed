package dev.slipway.dsl

import dev.slipway.model.TaskKey

/** Addresses under a name, which the rules of firewalls use. */
public class Addresses internal constructor(key: TaskKey, internal val text: String) : Part(key)

/** Rules under a name, which firewalls use. */
public class FirewallGroup internal constructor(key: TaskKey, internal val name: String) : Part(key)
