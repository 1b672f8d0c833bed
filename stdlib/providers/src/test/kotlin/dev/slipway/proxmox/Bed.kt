package dev.slipway.proxmox

import dev.slipway.dial.Dialer
import dev.slipway.lab.Lab
import dev.slipway.lab.Placement
import dev.slipway.local.passingDirectory
import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.model.TaskKey
import dev.slipway.provide.Failure
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.ssh.Errand
import dev.slipway.work.Timer
import java.net.URLEncoder
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletionException
import java.util.concurrent.CompletionStage
import kotlin.io.path.name
import kotlin.io.path.readBytes

/** A datacenter of the lab, and somebody who works in it. */
class Bed(version: String, val directory: Path = passingDirectory("pve"), vararg more: Pair<String, String>) :
    AutoCloseable {
    val lab: Lab = Lab.open(directory, STANDING)
    val leaps = Leaps(lab.clock())
    val dialer: Dialer = Dialer.lab(directory).with(leaps)
    val clusters = Clusters(dialer)
    val guests = VmResource(clusters)
    val errand = Errand().apply {
        secrets["env:TOKEN"] = "root@pam!lab=$TOKEN"
        secrets["env:PASSWORD"] = "slipway"
    }

    val proxmox = Fields.of(
        "name",
        "home",
        "endpoint",
        "https://10.0.3.11:8006",
        "token",
        Secret.of("env:TOKEN"),
        "ca",
        lab.authority().pem(),
    )

    init {
        val properties = mapOf(
            "address" to "10.0.3.11:8006,10.0.3.12:8006,10.0.3.13:8006",
            "nodes" to "trinity,neo,niobe",
            "version" to version,
            "tokens" to "root@pam!lab=$TOKEN",
            "storages" to "local:dir:100,local-lvm:lvmthin:200,ceph-vm-disks:rbd:400",
            "content.local" to "iso,vztmpl,backup,import",
        )
        lab.place(Placement("proxmox", "home", properties + more))
    }

    fun guest(vararg more: Pair<String, Any>): Fields {
        val usual = mapOf(
            "proxmox" to proxmox,
            "name" to "web",
            "node" to "trinity",
            "id" to 1030,
            "cores" to 2,
            "memory" to (2L shl 30),
            "tags" to listOf("prod"),
            "disks" to mapOf("root" to mapOf("storage" to "ceph-vm-disks", "size" to (8L shl 30))),
            "nics" to listOf(mapOf("bridge" to "vmbr0", "vlan" to 3)),
            "running" to true,
        )
        return Fields.of(*(usual + more).flatMap { listOf(it.key, it.value) }.toTypedArray())
    }

    fun subject(inputs: Fields, seen: ObservedObject? = null) =
        ObjectRef(TaskKey("proxmox.vm", "web"), seen?.id().orEmpty(), inputs, seen?.fields() ?: Fields.NONE)

    /** What was asked, and what of it the published schema does not allow. */
    fun asked() = lab.recorder().list().map { it.what() }

    fun violations() = lab.recorder().list().filter {
        it.violations().isNotEmpty()
    }.map { "${it.what()} ${it.violations()}" }

    /** A file that was uploaded, as the lab keeps it. */
    fun kept(volume: String): ByteArray = Files.walk(directory)
        .filter { it.name == URLEncoder.encode(volume, Charsets.UTF_8) + ".e" }
        .toList().single().readBytes()

    override fun close() {
        leaps.close()
        clusters.close()
        lab.close()
    }

    companion object {
        private const val STANDING = 0.0
        const val TOKEN = "01234567-89ab-cdef-0123-456789abcdef"
    }
}

/** The same addresses at another time. */
fun Dialer.with(time: Timer): Dialer = object : Dialer {
    override fun find(host: String, port: Int) = this@with.find(host, port)

    override fun timer() = time
}

fun <T> CompletionStage<T>.now(): T = try {
    toCompletableFuture().join()
} catch (e: CompletionException) {
    throw e.cause as? Failure ?: e
}
