package dev.slipway.proxmox

import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.ProxmoxNode
import dev.slipway.local.Machine

/** Where the contract is tried: a cluster of which some may be used, and of which nothing else may be touched. */
internal interface Ground : AutoCloseable {
    val node: String

    /** Another node; nothing where there is none. */
    val other: String
    val bridge: String

    /** Where disks go; nodes share it if there are several. */
    val storage: String

    /** Where files go; nothing where no storage takes images. */
    val files: String

    /** An image that the node can download, as its address, '#' and its SHA-256 digest; nothing where there is none. */
    val download: String get() = ""

    /** Hosts that are in no cluster, by name, with the address of each one's API. */
    val singles: Map<String, String> get() = mapOf()

    /** The password of root on [singles]. */
    val root: String get() = ""

    /** The first of some numbers that nobody has. */
    val first: Int

    /** Declares how it is reached, and no node. */
    fun reached(block: ProxmoxBlock)

    /** Declares how it is reached, with its nodes, of which [node] has something more to it. */
    fun reach(block: ProxmoxBlock, more: ProxmoxNode.() -> Unit = {})

    fun machine(): Machine

    /** Does what somebody else does, who knows nothing of us. */
    fun <T> behind(deed: suspend Api.() -> T): T

    /** Waits until what is listed of the whole cluster has caught up with what was done. */
    fun settle(): Unit = behind { cluster.rest(BEAT) }

    /** How much was asked so far; nothing where nobody counts. */
    fun requests(): Int?

    fun violations(): List<String> = listOf()

    private companion object {
        /** Statistics, of which lists are made, are gathered every ten seconds. */
        const val BEAT = 12_000L
    }
}
