package dev.slipway.proxmox

import dev.slipway.dial.Dialer
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.local.Machine
import java.nio.file.Path
import kotlin.io.path.readText
import kotlin.system.exitProcess

/** A process that makes a cluster of three hosts, to be killed while it does. */
object KilledJoin {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val (lab, root) = arguments.map(Path::of)
        val machine = Machine(root, Dialer.lab(lab))
        machine.secrets["env,vault:PVE_TOKEN"] = "root@pam!lab=${Bed.TOKEN}"
        machine.secrets["env,vault:PVE_ROOT"] = "slipway"
        machine.done(script(root.resolve("ca.pem").readText()))
        println("done")
        exitProcess(0) // connections linger a minute
    }

    fun script(authority: String): () -> Unit = {
        proxmox("home") {
            endpoint = "https://10.0.3.11:8006"
            token = secret("PVE_TOKEN")
            root = secret("PVE_ROOT")
            ca = authority
            cluster("home")
            node("trinity")
            node("neo", "https://10.0.3.12:8006") { bridge("vmbr1") }
            node("niobe", "https://10.0.3.13:8006")
        }
    }
}
