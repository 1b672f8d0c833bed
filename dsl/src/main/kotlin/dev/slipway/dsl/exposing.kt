package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.ExposeWish
import dev.slipway.evaluate.Origins
import dev.slipway.evaluate.Platforms
import dev.slipway.evaluate.Way

/** A way for others to reach a service, such as a tailnet or a gateway. Words of other systems offer them. */
public interface Via : Way

/**
 * Makes a service reachable, one way or another.
 *
 * ```
 * expose("api") via tailscale
 * ```
 */
public fun expose(service: String): Exposing = Exposing(service)

/** Makes a service reachable: `expose(api) via tailscale`. */
public fun expose(service: Service): Exposing = Exposing(service.name)

/** The half of a sentence that [via] completes. */
public class Exposing internal constructor(private val service: String) {
    private val promise =
        CurrentScript.cluster().promise(
            "expose(\"$service\") does nothing",
            "it does not say how to reach the service",
            "write expose(\"$service\") via ...",
        )

    /** How it is reached: `expose("api") via tailscale`. */
    public infix fun via(way: Via) {
        promise.kept()
        val wish = ExposeWish(service, Origins.here())
        val cluster = CurrentScript.cluster()
        cluster.trait(Platforms::class.java, ::Platforms).expose(wish, way, cluster)
    }
}
