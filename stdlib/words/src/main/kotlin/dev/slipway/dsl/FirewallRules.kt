package dev.slipway.dsl

import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Origin
import dev.slipway.model.TaskOptions

/** Rules of a firewall. The first that fits a packet decides, so their order is that in which they are written. */
@SlipwayDsl
public open class FirewallRules internal constructor(kind: String) : EffectBlock(kind) {
    private val sort = kind
    private class Line(val problems: List<Triple<String, String, String>>, val origin: Origin)

    private val lines = mutableListOf<Line>()
    internal val said = mutableListOf<Map<String, Any>>()

    /** Lets pass a service by its name, or what the block says: `allow("ssh") { from("10.0.3.0/24") }`. */
    public fun allow(service: String = "", block: FirewallRule.() -> Unit = {}): Unit = rule("ACCEPT", service, block)

    /** Drops without an answer, everything where nothing more is said: `deny()`. */
    public fun deny(service: String = "", block: FirewallRule.() -> Unit = {}): Unit = rule("DROP", service, block)

    /** Turns away with an answer: `reject("ssh")`. */
    public fun reject(service: String = "", block: FirewallRule.() -> Unit = {}): Unit = rule("REJECT", service, block)

    private fun rule(action: String, service: String, block: FirewallRule.() -> Unit) {
        val origin = Origins.here()
        val rule = FirewallRule().apply(block)
        said += rule.said(action, service)
        lines += Line(rule.problems(service) + rule.misplaced(sort), origin)
    }

    /** The rules of a group stand here: `use("web")`. */
    public fun use(group: String) {
        said += mapOf("type" to "group", "action" to group, "enable" to true)
        val inGroup = Triple("the group '$group'", "a group has no groups", "write its rules here")
            .takeIf { sort == "proxmox.firewall.group" }
        lines += Line(groupProblems(group) + listOfNotNull(inGroup), Origins.here())
    }

    /** The rules of a group stand here: `use(pages)`. */
    public fun use(group: FirewallGroup): Unit = use(group.name)

    @InternalSlipwayApi
    override fun rules(): TaskOptions = super.rules().let {
        it.after((it.after() + FirewallNames.here().needed(said)).distinct())
    }

    internal fun report(where: String, into: Lowering) {
        lines.forEach { line ->
            line.problems.forEach { (what, why, fix) -> into.problem("$what in $where", why, fix, line.origin) }
        }
    }
}

internal fun groupProblems(name: String): List<Triple<String, String, String>> = listOfNotNull(
    Triple("the group name '$name'", "it has 2 to 18 small letters, digits, '-' and '_'", "rename it")
        .takeUnless { Regex("[a-z][a-z0-9_-]{1,17}").matches(name) },
)
