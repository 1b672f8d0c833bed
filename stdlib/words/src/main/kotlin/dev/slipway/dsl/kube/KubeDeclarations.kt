package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.FieldPath
import dev.slipway.model.Fields
import dev.slipway.model.Observe
import dev.slipway.model.Ref
import dev.slipway.model.TaskKey
import dev.slipway.model.TaskOptions

/** The objects that a script declares in a cluster of Kubernetes. */
@InternalSlipwayApi
public class KubeDeclarations internal constructor(private val cluster: String) {
    private val declared = linkedMapOf<String, KubeDeclaration>()

    /** What becomes of objects that are declared after all others were. */
    private var late: (KubeDeclaration) -> Unit = {}

    internal fun add(item: KubeDeclaration): KubePart {
        val key = key(item)
        val first = declared.putIfAbsent(key.name(), item)
        if (first != null) {
            CurrentScript.cluster().problem(
                "${item.kind} ${item.name} is declared twice",
                "the first is at ${first.origin}",
                "rename or remove one of them",
                item.origin,
            )
        }
        late(item)
        return KubePart(key)
    }

    /** What the task of an object is called: `web/Deployment/api`. */
    private fun key(item: KubeDeclaration): TaskKey {
        val type = if (item.isBuiltIn) item.kind else "${item.kind}.${item.group}"
        val path = listOf(item.namespace, type, item.name).filter { it.isNotEmpty() }.joinToString("/")
        return named("kube.object", if (cluster == "kube") path else "$cluster:$path")
    }

    internal fun lower(reached: Fields, into: Lowering) {
        val order = KubeOrder(declared.values.associateBy { key(it) })
        declared.values.toList().forEach { lower(it, reached, order, into) }
        late = { lower(it, reached, order, into) }
    }

    private fun lower(item: KubeDeclaration, reached: Fields, order: KubeOrder, into: Lowering) {
        val key = key(item)
        val what = "${item.kind} ${item.name}"
        val label = into.cluster.name.replace(Regex("[^A-Za-z0-9._-]"), "-").take(LONGEST).trim('.', '_', '-')
        val said = linkedMapOf<String, Any?>(
            "apiVersion" to item.apiVersion,
            "kind" to item.kind,
            "name" to item.name,
            "namespace" to item.namespace.ifEmpty { null },
            "manager" to "slipway",
            "owner" to label.ifEmpty { null },
            "force" to true.takeIf { item.isForced },
        ) + item.fields
        val inputs = Fields(
            said.filterValues { it != null }.mapValues { into.value(it.value, "the ${it.key} of $what", item.origin) },
        ).with("kube", reached)
        val after = (item.rules.after() + order.before(item)).distinct() - key
        into.add(Effect(key, inputs, item.rules.after(after), item.origin))
        item.wait?.let { wait ->
            val ready = TaskKey("kube.ready", key.name())
            val asked = linkedMapOf<String, Any?>(
                "apiVersion" to item.apiVersion,
                "kind" to item.kind,
                "name" to item.name,
                "namespace" to item.namespace.ifEmpty { null },
                "patience" to wait.patience,
                "conditions" to wait.conditions.ifEmpty { null },
                "uid" to Ref(key, FieldPath.of("uid")),
            ).filterValues { it != null }
            val wish = Fields(asked.mapValues { into.value(it.value, "the wait for $what", item.origin) })
            into.add(Observe(ready, wish.with("kube", reached), TaskOptions.NONE, item.origin))
            into.postcondition(key, ready)
        }
    }

    private companion object {
        const val LONGEST = 63
    }
}
