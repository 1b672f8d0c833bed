// Hardware of machines
import dev.slipway.dsl.*

proxmox {
    endpoint = "https://trinity:8006"; token = secret("PVE_TOKEN")
    node("trinity")
    vm("board") {
        on("trinity"); machine = "q36"; cpu = "host,flags=+aes"; architecture = "arm64"; vga = "cga"; scsiController = "ide"
        cpuFlags("+sse9"); balloon = 4.GiB; bootOrder("root", "root", "net0", "floppy")
        uefi { secureBoot = true }; tpm(); pci("a b") { express = true }
        disk("root") { size = 4.GiB; storage = "local-lvm" }
    }
    vm("arm") {
        on("trinity"); architecture = "aarch64"; machine = "q35"; cpuFlags("+aes"); balloon = 10.MiB / 3
        tpm { storage = "local-lvm" }; vga = "serial0"
    }
    vm("raw") {
        on("trinity"); machine = "virt"; architecture = "x86_64"; rng = true
        for (i in 0..16) pci("gpu$i")
        for (i in 0..14) usb("key$i")
        raw("rng0", "source=/dev/urandom"); raw("memory", "4096"); raw("lock", "backup"); raw("nosuch", "1")
        raw("tablet", "no"); raw("keyboard", ""); raw("hotplug", "1"); raw("hotplug", "0")
    }
}
