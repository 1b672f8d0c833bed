package dev.slipway.evaluate

import dev.slipway.model.Origin
import dev.slipway.model.Value

/** A service that a script wants. */
@InternalSlipwayApi
public data class ServiceWish(
    public val name: String,
    public val image: String,
    public val port: Int?,
    public val replicas: Int,
    public val environment: Map<String, Value>,
    public val origin: Origin,
)

/** A service that is to be reachable, in the way that the wish is given to. */
@InternalSlipwayApi
public data class ExposeWish(public val service: String, public val origin: Origin)

/** How a service is made reachable. */
@InternalSlipwayApi
public fun interface Way {
    public fun expose(wish: ExposeWish, into: Lowering)
}
