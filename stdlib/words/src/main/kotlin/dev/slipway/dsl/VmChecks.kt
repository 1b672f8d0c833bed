package dev.slipway.dsl

/** What Proxmox VE would refuse of the hardware of a machine, or what would not start with it. */
internal object VmChecks {
    val MACHINE = "(pc|q35|virt|(pc-i440fx|pc-q35|pc|virt)-\\d+(\\.\\d+)+(\\+pve\\d+)?(\\.pxe)?)" to "pc, q35 or virt"
    val MODEL = "[A-Za-z0-9][A-Za-z0-9._-]*" to "x86-64-v2-AES or host; features follow with cpuFlags(\"+aes\")"
    val ARCHITECTURE = "x86_64|aarch64" to "x86_64 or aarch64"
    val VGA = "cirrus|qxl[234]?|none|serial[0-3]|std|virtio|virtio-gl|vmware" to "std, virtio, serial0, qxl or none"
    val SCSI = "lsi|lsi53c810|virtio-scsi-pci|virtio-scsi-single|megasas|pvscsi" to
        "virtio-scsi-single, virtio-scsi-pci, lsi, megasas or pvscsi"
    private val FLAGS = setOf(
        "nested-virt", "md-clear", "pcid", "spec-ctrl", "ssbd", "ibpb", "virt-ssbd", "amd-ssbd", "amd-no-ssb",
        "pdpe1gb", "hv-tlbflush", "hv-evmcs", "aes",
    )
    private val MAPPING = Regex("[A-Za-z][A-Za-z0-9_-]+")
    private const val PCI = 16
    private const val USB = 14

    /** Each is a word, its value, and what that may be: as a pattern, and in words. */
    fun choices(all: List<Triple<String, String, Pair<String, String>>>): List<Triple<String, String, String>> =
        all.filter { (_, value, may) -> value.isNotEmpty() && !Regex(may.first).matches(value) }
            .map { (word, value, may) -> Triple("$word = \"$value\"", "invalid value", "write one like ${may.second}") }

    fun flags(model: String, flags: Set<String>, isArm: Boolean): List<Triple<String, String, String>> =
        flags.filterNot { it.take(1) in setOf("+", "-") && it.drop(1) in FLAGS }.map {
            Triple("the feature '$it'", "only some can be set", "write + or - and one of ${FLAGS.joinToString()}")
        } + listOfNotNull(
            Triple("features without a model", "they are added to one", "add cpu = \"x86-64-v2-AES\"")
                .takeIf { flags.isNotEmpty() && model.isEmpty() },
            Triple("cpuFlags on aarch64", "they are features of x86_64", "remove them")
                .takeIf { isArm && flags.isNotEmpty() },
        )

    fun balloon(balloon: Size?, memory: Size): List<Triple<String, String, String>> = listOfNotNull(
        Triple("balloon = $balloon", "it is more than its memory, $memory", "lower it")
            .takeIf { balloon != null && balloon > memory },
        Triple("balloon = $balloon", "memory is given in whole MiB", "write one like 2.GiB")
            .takeIf { balloon != null && balloon.bytes % 1.MiB.bytes != 0L },
    )

    fun order(order: List<String>, devices: Set<String>): List<Triple<String, String, String>> =
        order.filterNot { it in devices }.map {
            Triple("the unknown device '$it' in its boot order", "known are ${devices.joinToString()}", "correct it")
        } + listOfNotNull(
            Triple("a device twice in its boot order", "the first is tried first", "remove one of them")
                .takeIf { order.toSet().size < order.size },
        )

    fun mappings(pci: List<String>, usb: List<String>): List<Triple<String, String, String>> =
        (pci + usb).filterNot { MAPPING.matches(it) }.map {
            Triple("the mapping '$it'", "a mapping has letters, digits, '-' and '_'", "name one of the cluster")
        } + listOfNotNull(
            Triple("${pci.size} PCI devices", "a machine has at most $PCI", "remove some").takeIf { pci.size > PCI },
            Triple("${usb.size} USB devices", "a machine has at most $USB", "remove some").takeIf { usb.size > USB },
        )

    /** @param taken the options that words set, and which word */
    fun raw(options: Map<String, String>, taken: Map<String, String>): List<Triple<String, String, String>> =
        options.mapNotNull { (option, value) ->
            val what = "raw(\"$option\")"
            when {
                option in taken -> Triple(what, "${taken[option]} sets the same option", "keep one of them")

                VmOptions.isOwn(option) -> Triple(
                    what,
                    "Slipway sets this option itself",
                    VmOptions.word(option).let { if (it.isEmpty()) "remove it" else "use $it" },
                )

                !VmOptions.isKnown(option) ->
                    Triple(what, "Proxmox VE 8.4 to 9 have no such option of a machine", "correct its name")

                value.isEmpty() -> Triple("$what without a value", "an option is removed with its line", "give it one")

                VmOptions.isSwitch(option) && value !in setOf("0", "1") ->
                    Triple("$what, \"$value\"", "this option is on or off", "write \"1\" or \"0\"")

                else -> null
            }
        }
}
