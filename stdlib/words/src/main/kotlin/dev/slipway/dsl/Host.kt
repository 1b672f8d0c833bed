package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins

/** A machine that is reached over SSH. */
public class Host internal constructor(internal val said: HostBlock) {
    /** What it is called: `neo.name`. */
    public val name: String get() = said.name

    /** More that is to be on it, and what comes of that: `val init = neo.on { run("init") { command("kubeadm", "init") } }`. */
    public fun <T> on(block: HostBlock.() -> T): T = said.block()
}

/**
 * A machine that is reached over SSH, and what is to be on it.
 *
 * ```
 * host("neo") {
 *     address = "10.0.3.12"; user = "ops"; sudo = true; key = "~/.ssh/id_ed25519"
 *     packages("nginx")
 *     val site = file("/etc/nginx/conf.d/site.conf") { from = "site.conf" }
 *     service("nginx") { reads(site) }
 *     run("warm") { shell("curl -fs http://localhost/ >/dev/null"); needs(site) }
 * }
 * ```
 */
public fun host(name: String, block: HostBlock.() -> Unit): Host {
    val said = HostBlock(name, Origins.here())
    if (CurrentScript.cluster().trait(HostNames::class.java, ::HostNames).known.putIfAbsent(name, said) != null) {
        CurrentScript.cluster().problem(
            "a second host '$name'",
            "each has its own name",
            "rename one of them, or add to the first with ${name.ifEmpty { "it" }}.on { ... }",
        )
    }
    said.block()
    CurrentScript.cluster().declare { into -> said.lower(into) }
    return Host(said)
}

/** A machine that is called like its property: `val neo by host { address = "10.0.3.12"; packages("nginx") }`. */
public fun host(block: HostBlock.() -> Unit): Unnamed<Host> = Unnamed("host") { host(it, block) }

/** What the hosts of a script are called. */
internal class HostNames {
    val known = linkedMapOf<String, HostBlock>()
}
