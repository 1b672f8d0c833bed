#!/usr/bin/env slipway
@file:DependsOn("dev.slipway:slipway-stdlib:0.1.0")
import dev.slipway.dsl.*

// Sixty machines, as race/machines.tf declares them.
cluster("race")

val changed = parameter("changed", false)
val hosts = listOf("trinity", "neo", "niobe")

proxmox {
    endpoint = "https://10.0.3.11:8006"
    token = secret("PVE_TOKEN")
    hosts.forEach { node(it) }
    storage { disks = "ceph" }
    repeat(60) { i ->
        vm("vm-$i") {
            on(hosts[i % 3])
            id = 1000 + i
            cores = if (changed && i == 7) 2 else 1
            memory = 1.GiB
            cpu = "x86-64-v2-AES"
            disk("root") { size = 8.GiB; disposable = true }
            nic { bridge = "vmbr0" }
        }
    }
}
