package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.PlannedStep

/** Which privilege an option of a machine takes. Proxmox VE leaves all that it does not name to root alone. */
internal object OptionRights {
    private val PRIVILEGES = mapOf(
        "VM.Config.CPU" to "cores|sockets|cpu|cpulimit|cpuunits|numa\\d*|smp|vcpus",
        "VM.Config.Memory" to "memory|balloon|shares|allow-ksm",
        "VM.Config.HWType" to "acpi|hotplug|kvm|machine|scsihw|smbios1|tablet|vga|watchdog|audio0|rng0|" +
            "(serial|usb|hostpci)\\d+",
        "VM.Config.Options" to "agent|autostart|bios|description|keyboard|localtime|migrate_(downtime|speed)|name|" +
            "onboot|ostype|protection|reboot|startdate|startup|tdf|template|tags",
        "VM.PowerMgmt" to "freeze",
        "VM.Config.Disk" to "boot|vmstatestorage|virtiofs\\d+|(efidisk|tpmstate)0",
        "VM.Config.Network" to "net\\d+",
        "VM.Config.Cloudinit" to "ci[a-z]+|nameserver|searchdomain|sshkeys|ipconfig\\d+",
        "VM.Config.CDROM" to "ide2",
    ).mapValues { Regex(it.value) }

    /** Inputs that are not one option each. */
    private val OTHERS = mapOf(
        "disks" to listOf("VM.Config.Disk"),
        "nics" to listOf("VM.Config.Network"),
        "tags" to listOf("VM.Config.Options"),
        "uefi" to listOf("VM.Config.Options", "VM.Config.Disk"),
        "tpm" to listOf("VM.Config.Disk"),
        "pci" to listOf("VM.Config.HWType"),
        "usb" to listOf("VM.Config.HWType"),
        "bootOrder" to listOf("VM.Config.Disk"),
    )

    private fun of(option: String) = PRIVILEGES.entries.firstOrNull { it.value.matches(option) }?.key

    /** What a step needs that sets, changes or removes these inputs. */
    fun of(step: PlannedStep, names: Set<String>, own: List<String>): List<RequiredPrivilege> {
        val raw = if ("raw" in names) step.before().texts("raw") + step.inputs().texts("raw") else mapOf()
        val options = names.mapNotNull { GuestOption.of(it)?.option } + raw.keys
        val needs = options.map { option -> of(option)?.let { RequiredPrivilege(it, own) } ?: RequiredPrivilege.ROOT } +
            names.flatMap { OTHERS[it].orEmpty() }.map { RequiredPrivilege(it, own) }
        val devices = raw.flatMap { (option, value) -> device(option, value) }
        return (needs + storages(step, names) + mappings(step, names) + devices).distinct()
    }

    private fun storages(step: PlannedStep, names: Set<String>) = listOf("uefi", "tpm").filter { it in names }
        .mapNotNull { (step.inputs().get(it) as? Fields)?.text("storage") }.filter { it.isNotEmpty() }
        .map { RequiredPrivilege("Datastore.AllocateSpace", "/storage/$it") }

    /** Both the former device and the next are looked at. */
    private fun mappings(step: PlannedStep, names: Set<String>) = listOf(VmSpec(step.before()), VmSpec(step.inputs()))
        .flatMap { it.devices }.filter { it.kind in names }
        .map { RequiredPrivilege("Mapping.Use", "/mapping/${it.kind}/${it.mapping}") }

    /** A device that is no mapping is that of the host itself. */
    private fun device(option: String, value: String): List<RequiredPrivilege> {
        val mapping = PropertyString.of(value).options["mapping"]
        return when (option.trimEnd { it.isDigit() }) {
            "hostpci" -> listOf(
                if (mapping ==
                    null
                ) {
                    RequiredPrivilege.ROOT
                } else {
                    RequiredPrivilege("Mapping.Use", "/mapping/pci/$mapping")
                },
            )

            "usb" -> listOfNotNull(
                mapping?.let { RequiredPrivilege("Mapping.Use", "/mapping/usb/$it") }
                    ?: RequiredPrivilege.ROOT.takeUnless { value.startsWith("spice") },
            )

            "serial" -> listOfNotNull(RequiredPrivilege.ROOT.takeIf { value != "socket" })

            "virtiofs" -> listOf(
                RequiredPrivilege(
                    "Mapping.Use",
                    "/mapping/dir/${PropertyString.of(value).let {
                        it.options["dirid"] ?: it.first
                    }}",
                ),
            )

            "rng" -> listOfNotNull(RequiredPrivilege("Mapping.Use", "/mapping/hwrng").takeIf { "/dev/hwrng" in value })

            else -> listOf()
        }
    }
}
