package dev.slipway.host

import dev.slipway.dial.Dialer
import dev.slipway.dsl.HostBlock
import dev.slipway.dsl.host
import dev.slipway.dsl.secret
import dev.slipway.lab.Lab
import dev.slipway.lab.Placement
import dev.slipway.local.Machine
import dev.slipway.local.passingDirectory
import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.ssh.Connections
import dev.slipway.ssh.Errand
import java.nio.file.Path
import java.util.Optional
import kotlin.io.path.readLines

/** A host of the lab where `ops` logs in and may become root, and a script that puts something on it. */
class Neo(private val directory: Path = passingDirectory("neo")) : AutoCloseable {
    val lab: Lab = Lab.open(directory.resolve("lab"), 1.0)
    private val dialer = Dialer.lab(directory.resolve("lab"))
    val machine = Machine(dialer = dialer).apply { secrets["env,vault:NEO"] = "opensesame" }
    private val errand = Errand().apply { secrets["env,vault:NEO"] = "opensesame" }

    init {
        place("neo", "10.0.3.10")
    }

    fun place(name: String, address: String) = lab.place(
        Placement(
            "ssh",
            name,
            mapOf("address" to "$address:22", "user" to "ops", "password" to "opensesame", "sudo" to "ops"),
        ),
    )

    /** A script that says this of the host. */
    fun script(where: String = "10.0.3.10", block: HostBlock.() -> Unit): () -> Unit = {
        host("neo") {
            address = where
            user = "ops"
            sudo = true
            password = secret("NEO")
            block()
        }
    }

    /** What somebody else does there, or sees. */
    fun shell(script: String, address: String = "10.0.3.10"): String {
        val login = Fields.of(
            "address",
            address,
            "user",
            "ops",
            "sudo",
            true,
            "password",
            Secret.of("env,vault:NEO"),
        )
        return Connections(directory, dialer, Optional.empty()).use {
            it.on(login, errand).look(script, listOf()).stdout()
        }
    }

    /** How many programs were run since somebody last asked. */
    fun programs(): Int = requests().let { all -> (all - counted).also { counted = all } }

    private var counted = 0

    private fun requests() = directory.resolve("lab/requests.jsonl").readLines().count { "\"run " in it }

    override fun close() = lab.close()
}
