// Parts of machines and networks that cannot be
import dev.slipway.dsl.*

proxmox {
    endpoint = "https://trinity:8006"; token = secret("PVE_TOKEN")
    node("trinity") {
        bond("team0") { ports("eno3"); mode = "fast"; spread = "layer3+4" }
        bridge("vmbr1") { vlanAware = false; vlans = "2-100" }
    }
    node("neo")
    vm("disks") {
        on("trinity")
        disk("a disk") { size = 1.GiB; storage = "local-lvm" }
        disk("half") { size = 512.MiB; storage = "local-lvm" }
        disk("nowhere") { size = 1.GiB }
        disk("twice") { size = 1.GiB; storage = "local-lvm" }
        disk("twice") { size = 1.GiB; storage = "local-lvm" }
        nic { bridge = "not a bridge" }
    }
    vm("a") { on("trinity"); ha { prefer("trinity", "neo") } }
    vm("b") { on("trinity"); ha { prefer("trinity") } }
    vm("c") { on("trinity"); ha { prefer("neo") } }
    vm("d") { on("trinity"); ha { prefer("neo") } }
    vm("e") { on("trinity"); ha { prefer("trinity") } }
    keepApart("a", "b")
    keepTogether("b", "c")
    keepApart("c", "d")
}
