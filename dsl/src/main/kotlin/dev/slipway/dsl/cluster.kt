package dev.slipway.dsl

import dev.slipway.evaluate.Ambient

/**
 * Names the cluster. One script describes one cluster; without this line it is called as its directory is.
 *
 * ```
 * cluster("home")
 * ```
 */
public fun cluster(name: String) {
    Ambient.cluster().named(name)
}
