package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.model.Claim
import dev.slipway.model.TaskKey
import dev.slipway.model.TaskOptions
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/** Configures a task: timeout, retries, order and limits. */
@SlipwayDsl
public open class TaskBlock
@InternalSlipwayApi
constructor() {
    private val before = linkedSetOf<TaskKey>()
    private val claims = linkedMapOf<String, Claim>()

    /**
     * How long one attempt may take: `timeout = 5.minutes`. By default 5 minutes to read, 15 minutes to change, and 2 hours
     * for programs, downloads and tasks of Proxmox VE.
     */
    public var timeout: Duration? = null
        set(value) {
            if (value != null && !value.isPositive()) {
                CurrentScript.cluster().problem(
                    "a timeout of $value",
                    "nothing can be done in no time",
                    "set it to more than 0",
                )
            } else {
                field = value
            }
        }

    /**
     * How often it is tried again, whatever the failure: `retry = 2`. Without it, what may pass of itself, such as a
     * connection that is refused, is tried again a few times, and what failed for good is not.
     */
    public var retry: Int? = null
        set(value) {
            if (value != null && value < 0) {
                CurrentScript.cluster().problem(
                    "a retry of $value",
                    "it counts how often to try again",
                    "set it to 0 or more",
                )
            } else {
                field = value
            }
        }

    /** Waits for other parts although it uses nothing of theirs: `after(database)`. */
    public fun after(vararg parts: Part) {
        parts.forEach { before += it.key }
    }

    /** Takes its share of a pool while it runs: `uses(builds)`, or `uses(builds, 2)` for twice as much. */
    public fun uses(pool: Pool, weight: Int = 1) {
        if (weight < 1) {
            CurrentScript.cluster().problem(
                "a weight of $weight in '${pool.name}'",
                "a share is at least 1",
                "set it to 1 or more",
            )
        } else {
            claims[pool.name] = Claim(pool.name, weight)
        }
    }

    /** All that was said, as the engine knows it. */
    @InternalSlipwayApi
    public open fun rules(): TaskOptions = TaskOptions.NONE
        .after(before.toList())
        .claims(claims.values.toList())
        .timeout(timeout?.toJavaDuration() ?: java.time.Duration.ZERO)
        .attempts(retry?.let { it + 1 } ?: TaskOptions.NONE.attempts())
}
