package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.Hasher
import kotlin.time.Duration

/** Configures work that runs to its end. */
public open class JobBlock internal constructor(name: String) : PodBlock(name) {
    /** How often it is tried again: `attempts = 6`. */
    public var attempts: Int? = null

    /** How long it may take: `deadline = 10.minutes`. */
    public var deadline: Duration? = null

    /** Waits for nothing: `ready = off`. */
    public val off: Duration get() = Duration.ZERO

    internal fun spec(pods: PodSpec): Map<String, Any> = tree(
        "backoffLimit" to attempts,
        "activeDeadlineSeconds" to deadline?.inWholeSeconds,
        "template" to pods.template(mapOf("app.kubernetes.io/name" to name), restart = "Never"),
    )
}

/**
 * Work that is done once, and again when its declaration changes. Each time is a Job of its own, whose name ends in a
 * digest; the one before is deleted. Slipway waits until it is complete.
 *
 * ```
 * kube {
 *     context = "home"
 *     job("migrate") { image = "ghcr.io/example/api:1.4.2"; command("/app", "migrate") }
 * }
 * ```
 */
public fun KubeContent.job(name: String, block: JobBlock.() -> Unit): KubePart {
    val origin = Origins.here()
    val said = JobBlock(name).apply(block)
    val pods = PodSpec(said, origin)
    pods.beside().forEach { (kind, fields) -> declare("v1", kind, name, said, fields, origin = origin) }
    val spec = said.spec(pods)
    val digest = Hasher.of(CurrentScript.cluster().value(spec, "the job '$name'", origin)).brief()
    return declare("batch/v1", "Job", "$name-$digest", said, mapOf("spec" to spec), DONE, origin)
}

/** Configures work that is done at certain times. */
public class CronJobBlock internal constructor(name: String) : JobBlock(name) {
    /** The time zone of its schedule: `zone = "Europe/Berlin"`. */
    public var zone: String = ""

    /** What happens while the last one still runs: `overlap = "Replace"`. By default the new one is left out. */
    public var overlap: String = "Forbid"
}

/**
 * Work that is done at certain times, given as for cron.
 *
 * ```
 * kube {
 *     context = "home"
 *     cronJob("backup", "0 3 * * *") { image = "ghcr.io/example/backup:2"; zone = "Europe/Berlin" }
 * }
 * ```
 */
public fun KubeContent.cronJob(name: String, schedule: String, block: CronJobBlock.() -> Unit): KubePart {
    val origin = Origins.here()
    val said = CronJobBlock(name).apply(block)
    val pods = PodSpec(said, origin)
    pods.beside().forEach { (kind, fields) -> declare("v1", kind, name, said, fields, origin = origin) }
    val spec = tree(
        "schedule" to schedule,
        "timeZone" to said.zone,
        "concurrencyPolicy" to said.overlap,
        "jobTemplate" to mapOf("spec" to said.spec(pods)),
    )
    return declare("batch/v1", "CronJob", name, said, mapOf("spec" to spec), origin = origin)
}

private val DONE = 15.minutes
