package dev.slipway.language

import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Path
import kotlin.io.path.div
import kotlin.io.path.writeText

/** Code from documentation, compiled all at once: starting the compiler costs seconds. */
class Snippets(private val directory: Path) {
    private val places = linkedMapOf<String, String>()

    /** Code as it could stand in a script, or in a block of this receiver. */
    fun add(place: String, receiver: String, code: String) {
        val name = "Snippet${places.size}"
        places[name] = place
        val (head, body) = code.lines().filterNot { it.startsWith("#!") || it.startsWith("@file:") }
            .partition { it.startsWith("import ") }
        val function = if (receiver.isEmpty()) "fun" else "fun $receiver."
        val lines = listOf("package snippets", "import dev.slipway.dsl.*") + head +
            listOf("private $function ${name.lowercase()}() {".replace(". ", ".")) + body + "}"
        (directory / "$name.kt").writeText(lines.joinToString("\n", postfix = "\n"))
    }

    /** What does not compile, by the place that it stands in. */
    fun errors(): List<String> {
        (directory / "Prelude.kt").writeText(PRELUDE)
        val printed = ByteArrayOutputStream()
        K2JVMCompiler().exec(
            PrintStream(printed),
            "-no-stdlib",
            "-no-reflect",
            "-nowarn",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            "${directory / "out"}",
            "$directory",
        )
        return printed.toString().lines().filter { "error:" in it }.map { line ->
            val name = line.substringAfterLast("/").substringBefore(".kt")
            "${places[name] ?: name}: ${line.substringAfter("error:").trim()}"
        }
    }

    private companion object {
        /** What examples speak of without declaring it. */
        val PRELUDE =
            """
            package snippets
            import dev.slipway.dsl.*
            val lan get() = network("10.0.3.0/24")
            val router get() = lan["10.0.3.1"]
            val memory get() = 16.GiB
            val replicas = 2
            val builds get() = pool("builds", 2)
            val build get() = exec("build") { command("make") }
            val database: Part get() = build
            val api get() = service("api") { image = "api" }
            class Machine(val address: Output<String>)
            val vm get() = Machine(build.stdout)
            val db get() = vm
            val home get() = proxmox("home") { }
            val web get() = home["web"]
            val debian: StoredImage get() = error("it is declared for a cluster")
            val bastion get() = host("bastion") { }
            val neo get() = host("neo") { }
            val join get() = neo.on { run("join") { command("kubeadm", "join") } }
            val admins: Addresses get() = error("a firewall declares it")
            val ci: UserToken get() = error("a cluster declares it")
            val pages: FirewallGroup get() = error("a firewall declares it")
            val settings: KubePart get() = error("a cluster declares it")
            val crds: Manifest get() = error("a cluster declares it")
            val backend: KubeService get() = error("a cluster declares it")
            val shop: Namespace get() = error("a cluster declares it")
            val motd get() = file("etc/motd") { content = "Welcome" }
            val health get() = http("https://api.home.example/health")
            val tailscale: Via get() = error("it comes with words for clusters")
            """.trimIndent() + "\n"
    }
}
