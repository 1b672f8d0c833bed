#!/usr/bin/env slipway
@file:DependsOn("dev.slipway:slipway-stdlib:0.1.0")

import dev.slipway.dsl.*

// Three hosts as the installer leaves them become a cluster with shared storage, a firewall, five machines, and two of
// these that survive the loss of a host. There is nothing to prepare but a token and the password of root.

cluster("home")

/** What the hosts are called, and where each answers. The first forms the cluster, the others join it. */
val hosts = mapOf("trinity" to "10.0.3.11", "neo" to "10.0.3.12", "niobe" to "10.0.3.13")

val home = proxmox("home") {
    endpoint = "https://10.0.3.11:8006"
    token = secret("PVE_TOKEN")
    root = secret("PVE_ROOT") // forming a cluster and giving disks to Ceph is for root alone, no token may
    // On real hosts: ca = readFile("pve-root-ca.pem") of the first. The lab vouches for all that is in it.

    cluster("home")
    for ((host, address) in hosts) {
        node(host, "https://$address:8006") {
            // On real hosts, for those that join: fingerprint = "...", what they show as long as they are alone.
            // A bridge for the machines, on a card of its own. What the installer made of the first card stays as it is.
            bridge("vmbr1") { ports("eno2"); vlanAware = true }
        }
    }

    // Three copies of everything, one on each host. Machines wait until Ceph has nothing to complain of.
    ceph {
        network = "10.0.3.0/24"
        monitors(*hosts.keys.toTypedArray())
        for (host in hosts.keys) osd(host, "/dev/sdb")
        pool("vm")
    }
    storage("ceph-vm") { rbd("vm"); content("images") }
    storage { disks = "ceph-vm" }

    // Whoever administers the hosts sits in the home network; nobody else gets in. Between the hosts Proxmox VE lets in its
    // own services, but not Ceph. Machines let in what their group says.
    firewall {
        management("10.0.3.0/24")
        allow("ceph") { from("10.0.3.0/24") }
        group("pages") { allow("https") { to("10.0.3.60") } }
    }

    for ((i, host) in hosts.keys.withIndex()) {
        vm("worker-$host") {
            on(host)
            id = 1030 + i
            cores = 4
            memory = 8.GiB
            disk("root") { size = 32.GiB; disposable = true } // nothing is on it that a new worker would miss
            nic { bridge = "vmbr1"; vlan = 3; firewall = true }
            tags("worker")
        }
    }

    vm("web") {
        on("trinity")
        id = 1040
        cores = 2
        memory = 4.GiB
        disk("root") { size = 20.GiB; disposable = true }
        nic { bridge = "vmbr1"; vlan = 3; firewall = true }
        tags("service")
        firewall { use("pages") }
        ha() // started again on another host when this one is lost
    }

    vm("database") {
        on("neo")
        id = 1041
        cores = 2
        memory = 4.GiB
        disk("root") { size = 20.GiB; disposable = true }
        disk("data") { size = 100.GiB } // data: it protects the machine, see README.md
        nic { bridge = "vmbr1"; vlan = 3; firewall = true }
        tags("service")
        mayReboot = true // a change that needs a restart may have it
        ha()
    }

    keepApart("web", "database") // never both on one host
}

output("number of the database") { home["database"].id }
output("where the web server runs") { home["web"].node }
