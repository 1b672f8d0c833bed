package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.Pool as Limit

/** A named limit on what may go on at once; tasks take their share of it with [TaskBlock.uses]. */
public class Pool internal constructor(internal val name: String)

/**
 * Limits how much may go on at once of something that saturates.
 *
 * ```
 * val builds = pool("builds", 2)
 * exec("app") { command("make"); uses(builds); outputs("out/app") }
 * ```
 */
public fun pool(name: String, limit: Int): Pool {
    val cluster = CurrentScript.cluster()
    if (limit < 1) {
        cluster.problem("the pool '$name' has a limit of $limit", "nothing could ever use it", "set it to 1 or more")
    } else {
        cluster.pool(Limit(name, limit), Origins.here())
    }
    return Pool(name)
}
