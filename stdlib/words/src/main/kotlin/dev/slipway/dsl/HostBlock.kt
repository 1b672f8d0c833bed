package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey

/** Configures a host reached over SSH: how to connect, and what must be on it. */
@SlipwayDsl
public class HostBlock internal constructor(name: String, origin: Origin) : HostAccess(name, origin) {
    private val whole = mutableSetOf<String>()
    private val lined = mutableSetOf<String>()
    private val parts = mutableListOf<(Fields, Lowering) -> Unit>()
    private val promise =
        CurrentScript.cluster().promise(
            "the host '$name' does nothing",
            "nothing is to be on it, and no other host is reached through it",
            "add what is to be on it, such as run(\"name\") { ... }, or remove it",
        )

    /** A file with exactly this content, written whole or not at all: `file("/etc/motd") { content = "Welcome\n" }`. */
    public fun file(path: String, block: HostFileBlock.() -> Unit): HostFile {
        val key = keyOf("host.file", checkedPlace(path))
        whole += path
        val said = HostFileBlock(this.name).apply(block)
        part { reached, origin, into -> said.lower(key, path, reached, origin, into) }
        return HostFile(key, path)
    }

    /** Work that is done once, and again when what it was given changes: `run("init") { command("kubeadm", "init") }`. */
    public fun run(name: String, block: HostRunBlock.() -> Unit): HostRun {
        val key = keyOf("host.run", name)
        val said = HostRunBlock(this.name).apply(block)
        part { reached, origin, into -> said.lower(key, reached, origin, into) }
        return HostRun(key)
    }

    /** Work that is called like its property: `val init by run { command("kubeadm", "init") }`. */
    public fun run(block: HostRunBlock.() -> Unit): Unnamed<HostRun> = Unnamed("run") { run(it, block) }

    /** Manages one line of a file whose other lines are managed elsewhere: `line("/etc/hosts", "10.0.3.11 trinity")`. */
    public fun line(path: String, text: String, block: HostLineBlock.() -> Unit = {}): HostLine =
        line(path, text, text, block)

    /** One line, once it is known; `matching` names it: `line("/etc/hosts", text(vm.address, " db")) { matching = " db$" }`. */
    public fun line(path: String, text: Output<String>, block: HostLineBlock.() -> Unit): HostLine =
        line(path, text, "", block)

    /** A service of systemd, running and started with the machine: `service("nginx") { reads(motd) }`. */
    public fun service(name: String, block: HostServiceBlock.() -> Unit = {}): HostService {
        val key = keyOf("host.service", name)
        val said = HostServiceBlock(this.name).apply(block)
        part { reached, origin, into -> said.lower(key, name, reached, origin, into) }
        return HostService(key)
    }

    /** Packages that are to be there, of whatever version, called by the first of them: `packages("nginx", "jq")`. */
    public fun packages(vararg names: String, block: HostPackagesBlock.() -> Unit = {}): HostPackages {
        val key = keyOf("host.packages", names.firstOrNull().orEmpty())
        val said = HostPackagesBlock(this.name).apply(block)
        part { reached, origin, into -> said.lower(key, names.asList(), reached, origin, into) }
        return HostPackages(key)
    }

    /** A setting of the kernel, now and after each start: `sysctl("vm.swappiness", "10")`. */
    public fun sysctl(name: String, value: String, block: HostSettingBlock.() -> Unit = {}): HostSetting {
        val key = keyOf("host.sysctl", name)
        val said = HostSettingBlock(this.name).apply(block)
        part { reached, origin, into -> said.lower(key, name, value, reached, origin, into) }
        return HostSetting(key)
    }

    /** A setting that is a number: `sysctl("net.ipv4.ip_forward", 1)`. */
    public fun sysctl(name: String, value: Int, block: HostSettingBlock.() -> Unit = {}): HostSetting =
        sysctl(name, "$value", block)

    private fun line(path: String, text: Any, otherwise: String, block: HostLineBlock.() -> Unit): HostLine {
        val said = HostLineBlock(this.name, text).apply(block)
        val key = keyOf("host.line", checkedPlace(path) + ":" + said.matching.ifEmpty { otherwise })
        lined += path
        part { reached, origin, into -> said.lower(key, path, reached, origin, into) }
        return HostLine(key)
    }

    /** Something on this machine: a task that is told how the machine is reached, once all of that is said. */
    internal fun part(lower: (Fields, Origin, Lowering) -> Unit) {
        used()
        val origin = Origins.here()
        parts += { reached, into -> lower(reached, origin, into) }
    }

    /** What something on this machine is called: `neo:/etc/motd`. */
    internal fun keyOf(kind: String, thing: String) =
        TaskKey(kind, "$name:$thing".filterNot { it.isISOControl() }.take(LONGEST))

    internal fun used() = promise.kept()

    internal fun lower(into: Lowering) {
        check(into)
        whole.intersect(lined).forEach {
            into.problem(
                "'$it' of the host '$name' is declared whole and by lines",
                "each would undo what the other does",
                "put the lines into the content of the file, or declare only the lines",
                origin,
            )
        }
        val reached = reached(into)
        parts.forEach { it(reached, into) }
    }

    private companion object {
        const val LONGEST = 256
    }
}
