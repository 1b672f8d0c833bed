package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/** A role: `proxmox { role("slipway") { leastPrivilege() } }`. */
public fun ProxmoxBlock.role(name: String, block: RoleBlock.() -> Unit): Part {
    val said = RoleBlock().apply(block)
    val problems = said.problems() + listOfNotNull(
        Triple("the name '$name'", "it has letters, digits, '-', '_' and '.'", "rename it")
            .takeUnless { Regex("[A-Za-z0-9._-]+").matches(name) },
    )
    val what = mapOf("name" to name, "privileges" to said.privileges.toList())
    return entry(TaskKey("proxmox.role", name), what, said, problems, Origins.here())
}

/** A user of a realm: `proxmox { user("slipway@pve") { comment = "brings up machines" } }`. */
public fun ProxmoxBlock.user(name: String, block: UserBlock.() -> Unit = {}): Part {
    val said = UserBlock().apply(block)
    return entry(TaskKey("proxmox.user", name), said.said(name), said, userProblems(name), Origins.here())
}

/** A token of a user: `proxmox { user("slipway@pve"); val ci = token("slipway@pve", "ci") { separated = true } }`. */
public fun ProxmoxBlock.token(user: String, name: String, block: TokenBlock.() -> Unit = {}): UserToken {
    val said = TokenBlock(user).apply(block)
    val what = mapOf(
        "user" to user,
        "name" to name,
        "separated" to said.separated,
        "expires" to said.expires,
        "comment" to said.comment,
    )
    val problems = userProblems(user) + listOfNotNull(
        Triple(
            "the token name '$name'",
            "two or more letters, digits, '-', '_' and '.', of which the first is a letter",
            "rename it",
        )
            .takeUnless { Regex("[A-Za-z][A-Za-z0-9._-]+").matches(name) },
    )
    val key = TaskKey("proxmox.token", "$user!$name")
    entry(key, what, said, problems, Origins.here(), setOf(TaskKey("proxmox.user", user)))
    return UserToken(key)
}

/**
 * Gives a role, on each of the paths and what is below them, to a user, a token (`user@realm!name`) or a group (`@name`):
 * `proxmox { grant("PVEVMUser", to = "anna@pve", on = listOf("/vms", "/storage/local")) }`.
 */
public fun ProxmoxBlock.grant(role: String, to: String, on: List<String>, below: Boolean = true) {
    val origin = Origins.here()
    val user = to.substringBefore('!')
    val needed = setOf(TaskKey("proxmox.role", role), TaskKey("proxmox.user", user), TaskKey("proxmox.token", to))
    val problems = if (to.startsWith("@")) listOf() else userProblems(user)
    on.forEach { path ->
        val wrong = Triple("the path '$path'", "paths begin with '/' and do not end with one", "write one like /vms")
            .takeUnless { Regex("/|(/[^/\\s]+)+").matches(path) }
        val what = mapOf("role" to role, "to" to to, "path" to path, "below" to below)
        val key = TaskKey("proxmox.grant", "$role to $to on $path")
        entry(key, what, EffectBlock("proxmox.grant"), problems + listOfNotNull(wrong), origin, needed)
    }
}

private fun userProblems(name: String) = listOfNotNull(
    Triple("the user '$name'", "a user belongs to a realm", "write one like anna@pve")
        .takeUnless { Regex("[^\\s:/@!]+@[A-Za-z][A-Za-z0-9._-]+").matches(name) },
)

/** Something plain of a cluster; of what it needs, that comes before it which the script declares too. */
internal fun ProxmoxBlock.entry(
    key: TaskKey,
    what: Map<String, Any>,
    rules: EffectBlock,
    problems: List<Triple<String, String, String>>,
    origin: Origin,
    needed: Set<TaskKey> = setOf(),
): Part {
    access += key
    others += { reached: Value, into: Lowering ->
        problems.forEach { (wrong, why, fix) -> into.problem("$wrong in $key", why, fix, origin) }
        val inputs = into.value(what, "what is said of $key", origin) as Fields
        rules.after(*needed.filter { it in access }.map { Part(it) }.toTypedArray())
        into.add(Effect(key, inputs.with("proxmox", reached), rules.rules(), origin))
    }
    return Part(key)
}
