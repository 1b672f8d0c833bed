package dev.slipway.dsl

import dev.slipway.model.TaskKey

/** A virtual machine of a cluster of Proxmox VE. */
public class Vm internal constructor(key: TaskKey, internal val disks: Set<String>) : Part(key) {
    /** Its number, given or found: `output("number") { web.id }`. */
    public val id: Output<Int> get() = field("id")

    /** Its UUID, by which it is known whatever its number: `output("uuid") { web.uuid }`. */
    public val uuid: Output<String> get() = field("uuid")

    /** The node that it happens to be on: `output("where") { web.node }`. */
    public val node: Output<String> get() = field("node")

    /** The address of its first network card: `output("mac") { web.mac }`. */
    public val mac: Output<String> get() = field("macs", "0")
}
