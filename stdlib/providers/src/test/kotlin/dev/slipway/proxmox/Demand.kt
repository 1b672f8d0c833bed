package dev.slipway.proxmox

import org.opentest4j.TestAbortedException

/** What a case of the contract needs of the cluster beside the few things that every case needs. */
internal enum class Demand(val text: String) {
    NODES("several nodes"),
    IMAGES("a storage that takes images"),
    ACCESS("a token that may change users, roles and grants"),
    HOSTS("a token that may change storages and pools"),
    CEPH("Ceph with a monitor"),
    MAPPINGS("a token that may change and use mappings of devices"),
}

/** Skips a case, and says what for, where the cluster lacks what it needs. */
internal fun Ground.demand(vararg demands: Demand) {
    val missing = demands.filterNot(::has)
    if (missing.isNotEmpty()) {
        throw TestAbortedException("$node lacks ${missing.joinToString { it.text }}")
    }
}

/** Whether the cluster has it, as it says of itself. */
internal fun Ground.has(demand: Demand): Boolean = when (demand) {
    Demand.NODES -> other.isNotEmpty()

    Demand.IMAGES -> files.isNotEmpty()

    Demand.ACCESS -> behind {
        val rights = rights()
        listOf(
            Need("Sys.Modify", "/access"),
            Need("User.Modify", "/access/groups"),
            Need("Realm.AllocateUser", "/access/realm/pve"),
            Need("Permissions.Modify", "/vms"),
        ).all(rights::has)
    }

    Demand.HOSTS -> behind {
        val rights = rights()
        listOf(Need("Datastore.Allocate", "/storage"), Need("Pool.Allocate", "/pool")).all(rights::has)
    }

    Demand.MAPPINGS -> behind {
        val rights = rights()
        listOf("Mapping.Modify", "Mapping.Use").all { rights.has(Need(it, "/mapping/usb")) }
    }

    Demand.CEPH -> behind {
        runCatching { get(node, "/nodes/$node/ceph/pool") }.isSuccess
    }
}
