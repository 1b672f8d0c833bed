// Hosts of Proxmox VE that cannot be
import dev.slipway.dsl.*

proxmox("home") {
    endpoint = "https://trinity.home.example:8006"
    token = secret("PVE_TOKEN")
    node("trinity")
    storage("1st") { dir("mnt/data"); content("backups"); nodes("morpheus"); option("prune-backups", "a\nb") }
    storage("both") { rbd("vm"); cephfs("cephfs") }
}
