package dev.slipway.dsl

import dev.slipway.evaluate.Origins
import dev.slipway.model.TaskKey

/** What there is to say of a pool of machines. */
public class PoolBlock internal constructor() : EffectBlock("pve.pool") {
    /** What it is for: `comment = "what must not fail"`. */
    public var comment: String = ""
}

/**
 * A pool of machines, at which rights can be granted: `proxmox { pool("prod"); vm("web") { group = "prod" } }`. It comes
 * before the machines and goes after them.
 */
public fun ProxmoxBlock.pool(name: String, block: PoolBlock.() -> Unit = {}): Part {
    val said = PoolBlock().apply(block)
    val problems = listOfNotNull(
        Triple("the name '$name'", "it has letters, digits, '-', '_' and '.'", "rename it")
            .takeUnless { Regex("[A-Za-z0-9._-]+").matches(name) },
    )
    val what = mapOf("name" to name, "comment" to said.comment).filterValues { it.isNotEmpty() }
    return entry(TaskKey("pve.pool", name), what, said, problems, Origins.here()).also { ground += it }
}
