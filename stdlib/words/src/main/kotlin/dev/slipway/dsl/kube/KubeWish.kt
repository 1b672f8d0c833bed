package dev.slipway.dsl

import dev.slipway.evaluate.ServiceWish
import dev.slipway.model.Secret as Reference

/** Runs the services that a script declares without saying where: in the namespace of the context. */
internal object KubeWish {
    fun realise(wish: ServiceWish, content: KubeContent) {
        val said = KubeServiceBlock(wish.name).apply {
            image = wish.image
            replicas = wish.replicas
            wish.port?.let { port = it }
            wish.environment.forEach { (name, value) ->
                if (value is Reference) secrets[name] = value else environment[name] = value
            }
        }
        Workload(content, "Deployment", said, wish.origin).declare()
    }
}
