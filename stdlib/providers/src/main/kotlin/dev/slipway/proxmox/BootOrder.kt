package dev.slipway.proxmox

/** From which devices a guest starts: `order=scsi0;net0`. Without one it tries what it has. */
internal class BootOrder(val devices: List<String>) {
    val isDeclared: Boolean get() = devices.isNotEmpty()

    operator fun contains(device: String): Boolean = device in devices

    /** Proxmox VE takes out what is detached, and does not put it back with the device. */
    fun with(first: String?, attached: Collection<String>): BootOrder = when {
        !isDeclared -> BootOrder(listOf())
        first == null || first in devices -> BootOrder((devices + attached).distinct())
        else -> BootOrder((listOf(first) + devices + attached).distinct())
    }

    override fun toString() = "order=" + devices.joinToString(";")

    companion object {
        fun of(config: Map<String, String>): BootOrder = BootOrder(
            PropertyString.of(config["boot"].orEmpty()).options["order"].orEmpty().split(';').filter {
                it in
                    config
            },
        )
    }
}
