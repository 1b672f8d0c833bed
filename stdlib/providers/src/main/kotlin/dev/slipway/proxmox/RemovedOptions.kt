package dev.slipway.proxmox

/** What was declared before and is no longer. What was never ours to say stays as it is, such as the disks of a template. */
internal class RemovedOptions(before: VmSpec?, after: VmSpec) {
    private val plain = before?.inputs?.names().orEmpty().toSet() - after.inputs.names().toSet()
    private val disks = before?.disks.orEmpty().map { it.name } - after.disks.map { it.name }.toSet()
    private val raw = before?.raw?.options.orEmpty().keys - after.options().keys
    private val devices = before?.devices.orEmpty().map { it.option } - after.devices.map { it.option }.toSet()
    private val states = before?.states.orEmpty().keys - after.states.keys
    private val seed = before?.seedSlot ?: after.seedSlot
    private val cards = after.nics.size until (before?.nics.orEmpty().size)

    /** The options that say it. The volume of a disk stays with the guest, unused. */
    fun options(config: Map<String, String>): List<String> {
        val options = plain.mapNotNull { GuestOption.of(it) }.map { if (it.input == "seed") seed else it.option }
        val drives = states.map { it.option } + listOf("bios").filter { StateDisk.EFI in states }
        val gone = options + raw + devices + drives + cards.map { "net$it" } +
            Disk.slots(config).filterKeys { it in disks }.values.map { it.first }
        return gone.filter { it in config }
    }
}
