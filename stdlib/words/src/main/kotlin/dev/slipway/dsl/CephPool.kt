package dev.slipway.dsl

/** Configures a pool of Ceph. When its line is gone it is removed, unless there is a disk on it. */
public class CephPool internal constructor() : EffectBlock("proxmox.ceph.pool") {
    /** How many copies there are of everything: `size = 3`. */
    public var size: Int = 3

    /** How many there must be for it to be written: `least = 2`. */
    public var least: Int = 2

    /** Into how many groups it is divided at first: `groups = 32`. */
    public var groups: Int = 32

    /** Whether Ceph changes that number: `scale = "warn"`, or `"on"`, or `"off"`. */
    public var scale: String = "on"

    internal fun said() = mapOf("size" to size, "least" to least, "groups" to groups, "scale" to scale)

    internal fun problems(name: String): List<Triple<String, String, String>> = listOfNotNull(
        Triple(
            "$size copies, of which $least must be there, of '$name'",
            "there are 1 to 7, and no more must be there",
            "correct it",
        ).takeUnless { size in 1..7 && least in 1..size },
        Triple("the scale '$scale' of '$name'", "it is on, warn or off", "correct it")
            .takeUnless { scale in setOf("on", "warn", "off") },
    )
}
