#!/usr/bin/env slipway
@file:DependsOn("dev.slipway:slipway-stdlib:0.1.0")

import dev.slipway.dsl.*

cluster("home")

val authority = parameter("ca", "")
val api = parameter("api", "https://trinity.home.example:8006")
val hosts = listOf("trinity", "neo", "niobe")

val home = proxmox {
    endpoint = api
    token = secret("PVE_TOKEN")
    if (authority.isNotEmpty()) ca = readFile(authority)
    hosts.forEach { node(it) }
    storage { disks = "ceph-vm-disks" }

    for ((i, host) in hosts.withIndex()) {
        vm("worker-$host") {
            on(host)
            id = 1030 + i
            cores = 4
            memory = 8.GiB
            cpu = "x86-64-v2-AES"
            disk("root") { size = 32.GiB }
            nic { bridge = "vmbr0"; vlan = 3 }
            tags("worker")
        }
    }
    for (name in listOf("web", "database")) {
        vm(name) {
            on("trinity")
            cores = 2
            memory = 4.GiB
            disk("root") { size = 20.GiB }
            if (name == "database") disk("data") { size = 100.GiB }
            nic { bridge = "vmbr0"; vlan = 3 }
            tags("service")
            mayReboot = true
        }
    }
}

output("number of the database") { home["database"].id }
