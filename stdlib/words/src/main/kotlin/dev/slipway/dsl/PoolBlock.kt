package dev.slipway.dsl

import dev.slipway.evaluate.Origins
import dev.slipway.model.TaskKey

/** Configures a resource pool of virtual machines. */
public class PoolBlock internal constructor() : EffectBlock("proxmox.pool") {
    /** What it is for: `comment = "what must not fail"`. */
    public var comment: String = ""
}

/**
 * A pool of machines, at which rights can be granted: `proxmox { pool("prod"); vm("web") { group = "prod" } }`. It comes
 * before the machines and goes after them. A pool within another is named by both: `proxmox { pool("prod/web") }`.
 */
public fun ProxmoxBlock.pool(name: String, block: PoolBlock.() -> Unit = {}): Part {
    val said = PoolBlock().apply(block)
    val problems = listOfNotNull(
        Triple(
            "the name '$name'",
            "it begins with a letter and has letters, digits, '-', '_' and '.', in at most three levels: prod/web",
            "rename it",
        ).takeUnless { Regex("$LEVEL(/$LEVEL){0,2}").matches(name) },
    )
    val above = generateSequence(name.substringBeforeLast('/', "")) { it.substringBeforeLast('/', "") }
        .takeWhile { it.isNotEmpty() }.map { TaskKey("proxmox.pool", it) }.toSet()
    val what = mapOf("name" to name, "comment" to said.comment).filterValues { it.isNotEmpty() }
    return entry(TaskKey("proxmox.pool", name), what, said, problems, Origins.here(), above).also { ground += it }
}

private const val LEVEL = "[A-Za-z][A-Za-z0-9._-]*"
