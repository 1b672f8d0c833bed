package dev.slipway.dsl

/** The options of a machine in Proxmox VE 8.4 to 9, as far as a script may set them itself with `raw`. */
internal object VmOptions {
    /** An option that takes an index ends in `*`, and one that is on or off in `?`. */
    private val ALL = """
        acpi? affinity allow-ksm? amd-sev arch args audio0 autostart? balloon bios cicustom ciupgrade? ciuser citype cpu
        cpulimit cpuunits description freeze? hookscript hostpci* hotplug hugepages intel-tdx ipconfig* ivshmem
        keephugepages? keyboard kvm? localtime? machine migrate_downtime migrate_speed nameserver numa? numa* ostype
        parallel* protection? reboot? rng0 scsihw searchdomain serial* shares smp sockets spice_enhancements sshkeys
        startdate startup tablet? tdf? usb* vcpus vga virtiofs* vmgenid vmstatestorage watchdog
    """.trim().split(Regex("\\s+")).toSet()

    /** What Slipway keeps itself, and how a script says it. */
    private val OWN = mapOf(
        "agent" to "agent = true",
        "boot" to "bootOrder(\"root\", \"net0\")",
        "bootdisk" to "bootOrder(\"root\")",
        "cdrom" to "seed { }",
        "cipassword" to "seed { userData(secret(\"...\")) }",
        "cores" to "cores = 2",
        "lock" to "",
        "memory" to "memory = 4.GiB",
        "name" to "the name of the vm",
        "onboot" to "startsWithHost = true",
        "smbios1" to "",
        "tags" to "tags(\"prod\")",
        "template" to "template = true",
        "efidisk*" to "uefi()",
        "tpmstate*" to "tpm()",
        "net*" to "nic { bridge = \"vmbr0\" }",
        "ide*" to "disk(\"data\") { }",
        "sata*" to "disk(\"data\") { }",
        "scsi*" to "disk(\"data\") { }",
        "virtio*" to "disk(\"data\") { }",
        "unused*" to "",
    )

    fun isKnown(option: String): Boolean = names(option).any { it in ALL || "$it?" in ALL }

    fun isSwitch(option: String): Boolean = "$option?" in ALL

    fun isOwn(option: String): Boolean = names(option).any(OWN::containsKey)

    /** How a script says what Slipway keeps itself; nothing where it cannot. */
    fun word(option: String): String = names(option).firstNotNullOfOrNull(OWN::get).orEmpty()

    private fun names(option: String) = setOf(option, option.replace(Regex("[0-9]+$"), "*"))
}
