package dev.slipway.dsl

/** Configures the hardware of a virtual machine. */
public open class VmHardware internal constructor() : EffectBlock("proxmox.vm") {
    private val flags = linkedSetOf<String>()
    private val order = mutableListOf<String>()
    private val pciDevices = mutableListOf<VmPci>()
    private val usbDevices = mutableListOf<String>()
    private val options = linkedMapOf<String, String>()
    private val problems = mutableListOf<Triple<String, String, String>>()
    private var firmware: VmUefi? = null
    private var tpm: VmTpm? = null

    /** The model of its processors: `cpu = "x86-64-v2-AES"`, or `"host"` where all hosts are alike. */
    public var cpu: String = ""

    /** The board: `machine = "q35"`; `"pc"` is the older i440fx, `"virt"` that of ARM, `"pc-q35-9.2"` a certain version. */
    public var machine: String = ""

    /**
     * The architecture of its processors, `x86_64` or `aarch64`; by default that of its node: `architecture = "aarch64"`.
     * Only root@pam with its password can set it.
     */
    public var architecture: String = ""

    /**
     * Whether it has a serial console, which `qm terminal` opens: `serial = true`. The default is true for a machine that is
     * created from an image, since some kernels of cloud images do not start without one.
     */
    public var serial: Boolean? = null

    /** The display: `vga = "serial0"` to show the serial console, `"virtio"`, `"std"`, or `"none"`. */
    public var vga: String = ""

    /** Whether the guest gets random numbers from its host: `rng = true`. */
    public var rng: Boolean? = null

    /** The memory that ballooning leaves it at least: `balloon = 2.GiB`, or `balloon = off` for no balloon at all. */
    public var balloon: Size? = null

    /** Switches a device off: `balloon = off`. */
    public val off: Size get() = 0.GiB

    /** The controller of its disks: `scsiController = "virtio-scsi-pci"`. The default is `virtio-scsi-single`. */
    public var scsiController: String = ""

    /** Whether the guest sees NUMA nodes: `numa = true`. */
    public var numa: Boolean? = null

    /** Adds features to the model of its processors, or takes them from it: `cpuFlags("+aes", "-pcid")`. */
    public fun cpuFlags(vararg flags: String) {
        this.flags += flags
    }

    /** Gives it UEFI firmware, whose variables are on a disk of their own: `uefi { secureBoot = true }`. */
    public fun uefi(block: VmUefi.() -> Unit = {}) {
        firmware = VmUefi().apply(block)
    }

    /** Gives it a TPM 2.0, whose state is on a disk of its own: `tpm()`. */
    public fun tpm(block: VmTpm.() -> Unit = {}) {
        tpm = VmTpm().apply(block)
    }

    /** A PCI device of the hosts, by its mapping in the cluster: `pci("gpu") { express = true }`. */
    public fun pci(mapping: String, block: VmPci.() -> Unit = {}) {
        pciDevices += VmPci(mapping).apply(block)
    }

    /** A USB device of the hosts, by its mapping in the cluster: `usb("dongle")`. */
    public fun usb(mapping: String) {
        usbDevices += mapping
    }

    /** What it starts from, in this order: disks by their names, `seed`, and network cards: `bootOrder("root", "net0")`. */
    public fun bootOrder(vararg devices: String) {
        order += devices
    }

    /**
     * An option as Proxmox VE calls it, for what no other word says: `raw("tablet", "0")`. It is compared and put back like
     * any other, and removed with its line.
     */
    public fun raw(option: String, value: String) {
        if (options.put(option, value) != null) {
            problems += Triple("raw(\"$option\") twice", "an option has one value", "remove one of them")
        }
    }

    internal fun hardware(usual: String): Map<String, Any> = listOfNotNull(
        cpuModel().takeIf { it.isNotEmpty() }?.let { "cpu" to it },
        machine.takeIf { it.isNotEmpty() }?.let { "machine" to it },
        architecture.takeIf { it.isNotEmpty() }?.let { "architecture" to it },
        serial?.let { "serial" to it },
        vga.takeIf { it.isNotEmpty() }?.let { "vga" to it },
        rng?.let { "rng" to it },
        balloon?.let { "balloon" to it.bytes },
        scsiController.takeIf { it.isNotEmpty() }?.let { "scsiController" to it },
        numa?.let { "numa" to it },
        firmware?.let { "uefi" to it.said(usual) },
        tpm?.let { "tpm" to it.said(usual) },
        pciDevices.takeIf { it.isNotEmpty() }?.let { all -> "pci" to all.map { it.said() } },
        usbDevices.takeIf { it.isNotEmpty() }?.let { "usb" to it.toList() },
        order.takeIf { it.isNotEmpty() }?.let { "bootOrder" to it.toList() },
        options.takeIf { it.isNotEmpty() }?.let { "raw" to it.toMap() },
    ).toMap()

    private fun cpuModel() = cpu + if (flags.isEmpty()) "" else ",flags=" + flags.joinToString(";")

    internal fun hardwareProblems(
        usual: String,
        memory: Size,
        devices: Set<String>,
    ): List<Triple<String, String, String>> {
        val isArm = architecture == "aarch64"
        val isQ35 = "q35" in machine
        return problems + VmChecks.choices(
            listOf(Triple("machine", machine, VmChecks.MACHINE), Triple("cpu", cpu, VmChecks.MODEL)) +
                listOf(
                    Triple("architecture", architecture, VmChecks.ARCHITECTURE),
                    Triple("vga", vga, VmChecks.VGA),
                    Triple("scsiController", scsiController, VmChecks.SCSI),
                ),
        ) + VmChecks.flags(cpu, flags, isArm) + VmChecks.balloon(balloon, memory) + VmChecks.order(order, devices) +
            VmChecks.raw(options, taken()) + VmChecks.mappings(pciDevices.map { it.mapping }, usbDevices) +
            listOfNotNull(
                Triple("no storage for its EFI disk", "it must be somewhere", "add uefi { storage = \"...\" }")
                    .takeIf { firmware?.storage == "" && usual.isEmpty() },
                Triple("no storage for its TPM", "its state must be somewhere", "add tpm { storage = \"...\" }")
                    .takeIf { tpm?.storage == "" && usual.isEmpty() },
                Triple(
                    "Secure Boot without q35",
                    "the firmware of other boards does not check signatures",
                    "add machine = \"q35\"",
                ).takeIf { firmware?.secureBoot == true && !isQ35 && !isArm && !machine.startsWith("virt") },
                Triple("the board '$machine' on aarch64", "ARM has one board", "write machine = \"virt\", or remove it")
                    .takeIf { isArm && machine.isNotEmpty() && !machine.startsWith("virt") },
                Triple("the board '$machine' on x86_64", "it is one of ARM", "write machine = \"q35\"")
                    .takeIf { architecture == "x86_64" && machine.startsWith("virt") },
                Triple("no UEFI on aarch64", "ARM has no other firmware", "add uefi()")
                    .takeIf { isArm && firmware == null && "bios" !in options },
                Triple("a TPM on aarch64", "the one of Proxmox VE needs a board of x86_64", "remove tpm()")
                    .takeIf { (isArm || machine.startsWith("virt")) && tpm != null },
                Triple("a PCI Express device without q35", "only that board has PCI Express", "add machine = \"q35\"")
                    .takeIf { pciDevices.any { it.express } && !isQ35 },
                Triple("the display serial0 without a serial console", "it would show nothing", "add serial = true")
                    .takeIf { vga == "serial0" && serial != true && "serial0" !in options },
            )
    }

    /** Options that words set, and which word. */
    private fun taken(): Map<String, String> = listOfNotNull(
        ("cpu" to "cpu").takeIf { cpuModel().isNotEmpty() },
        ("machine" to "machine").takeIf { machine.isNotEmpty() },
        ("arch" to "architecture").takeIf { architecture.isNotEmpty() },
        ("serial0" to "serial").takeIf { serial != null },
        ("vga" to "vga").takeIf { vga.isNotEmpty() },
        ("rng0" to "rng").takeIf { rng != null },
        ("balloon" to "balloon").takeIf { balloon != null },
        ("scsihw" to "scsiController").takeIf { scsiController.isNotEmpty() },
        ("numa" to "numa").takeIf { numa != null },
        ("bios" to "uefi").takeIf { firmware != null },
    ).toMap() + pciDevices.indices.associate { "hostpci$it" to "pci" } +
        usbDevices.indices.associate { "usb$it" to "usb" }
}

/** Configures the UEFI firmware of a machine. */
@SlipwayDsl
public class VmUefi internal constructor() {
    /** The storage of the disk with its variables; by default that of disks: `storage = "local-lvm"`. */
    public var storage: String = ""

    /** Whether it starts with the keys of Microsoft and of distributions, and so with Secure Boot: `secureBoot = true`. */
    public var secureBoot: Boolean = false

    internal fun said(usual: String): Map<String, Any> =
        mapOf("storage" to storage.ifEmpty { usual }, "secureBoot" to secureBoot)
}

/** Configures the TPM of a machine. */
@SlipwayDsl
public class VmTpm internal constructor() {
    /** The storage of the disk with its state; by default that of disks: `storage = "local-lvm"`. */
    public var storage: String = ""

    internal fun said(usual: String): Map<String, Any> =
        mapOf("storage" to storage.ifEmpty { usual }, "version" to "2.0")
}

/** Configures a PCI device of the hosts in a machine. */
@SlipwayDsl
public class VmPci internal constructor(internal val mapping: String) {
    /** Whether it is on a PCI Express bus, which only q35 has: `express = true`. */
    public var express: Boolean = false

    /** Whether it is the display of the machine: `primary = true`. */
    public var primary: Boolean = false

    internal fun said(): Map<String, Any> = mapOf("mapping" to mapping, "express" to express, "primary" to primary)
}
