// Hosts of Proxmox VE that cannot be
import dev.slipway.dsl.*

proxmox("home") {
    endpoint = "https://trinity.home.example:8006"
    token = secret("PVE_TOKEN")
    node("trinity")
    storage("1st") { dir("mnt/data"); content("backups"); nodes("morpheus"); option("prune-backups", "a\nb") }
    storage("both") { rbd("vm"); cephfs("cephfs") }
}
proxmox("zion") {
    endpoint = "https://trinity.home.example:8006"
    token = secret("PVE_TOKEN")
    cluster("a name that is too long")
    node("trinity") {
        bridge("v") { address = "10.9.0.1"; mtu = 100; ports("eno 2"); comment = "a\nb" }
        bond("bond0") { ports("eno3"); mode = "802.3ad" }
        bond("bond0") { ports("eno3") }
        vlan("vmbr1", 5000)
    }
    node("neo")
}
proxmox("empty") {
    endpoint = "https://trinity.home.example:8006"
    token = secret("PVE_TOKEN")
    root = secret("PVE_ROOT")
    cluster("empty")
}
proxmox("cephless") {
    endpoint = "https://trinity.home.example:8006"
    token = secret("PVE_TOKEN")
    node("trinity")
    ceph {
        osd("morpheus", "nvme0n1"); osd("morpheus", "nvme0n1")
        pool("vm") { size = 2; least = 3; scale = "maybe" }
    }
}
