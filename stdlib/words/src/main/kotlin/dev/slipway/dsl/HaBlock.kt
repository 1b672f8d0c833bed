package dev.slipway.dsl

/** How HA keeps a machine alive: it is started again where it was, or elsewhere, when its node is gone. */
public class HaBlock internal constructor() : EffectBlock("proxmox.ha") {
    internal val preferred = linkedSetOf<String>()

    /** How often it is started again on the same node: `restarts = 2`. */
    public var restarts: Int = 1

    /** How often it is then tried on another node: `relocates = 2`. */
    public var relocates: Int = 1

    /** Whether it stays away from all other nodes, even when none of the preferred is there: `only = true`. */
    public var only: Boolean = false

    /** Whether it goes back to a preferred node when that is there again: `returns = false`. */
    public var returns: Boolean = true

    /** The nodes that it should be on, the dearest first: `prefer("trinity", "neo")`. */
    public fun prefer(vararg nodes: String) {
        preferred += nodes
    }

    internal fun said(): Map<String, Any> = mapOf(
        "restarts" to restarts,
        "relocates" to relocates,
        "only" to only,
        "back" to returns,
        "active" to true,
        "nodes" to preferred.mapIndexed { i, node -> node to preferred.size - i }.toMap(),
    )

    internal fun problems(nodes: Set<String>): List<Triple<String, String, String>> = listOfNotNull(
        Triple("$restarts restarts and $relocates relocates", "there is no less than none", "set them to 0 or more")
            .takeIf { restarts < 0 || relocates < 0 },
        Triple("only, without a node", "it could be nowhere", "add prefer(\"node\")")
            .takeIf { only && preferred.isEmpty() },
    ) + preferred.filterNot { it in nodes }.map {
        Triple("the unknown node '$it'", "known are ${nodes.joinToString()}", "correct it, or declare node(\"$it\")")
    }
}
