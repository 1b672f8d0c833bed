package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript

/**
 * Names the cluster. One script describes one cluster; without this line it is called as its directory is.
 *
 * ```
 * cluster("home")
 * ```
 */
public fun cluster(name: String) {
    CurrentScript.cluster().named(name)
}
