package dev.slipway.dsl

import dev.slipway.evaluate.InternalSlipwayApi

/** Where objects are declared: a cluster of Kubernetes, or a namespace of it. */
@SlipwayDsl
public interface KubeContent {
    @InternalSlipwayApi
    public val objects: KubeDeclarations

    /** The namespace of objects that name none; empty is the one of the context. */
    @InternalSlipwayApi
    public val within: String
}
