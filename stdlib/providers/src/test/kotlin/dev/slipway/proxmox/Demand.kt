package dev.slipway.proxmox

import kotlinx.serialization.json.JsonObject
import org.opentest4j.TestAbortedException

/** What a case of the contract needs of the cluster beside the few things that every case needs. */
internal enum class Demand(val text: String) {
    NODES("several nodes"),
    KVM("a node that can run virtual machines"),
    IMAGES("a storage that takes images"),
    DOWNLOAD("an image that the node can download"),
    ACCESS("a token that may change users, roles and grants"),
    HOSTS("a token that may change storages and pools"),
    CEPH("Ceph with a monitor"),
    MAPPINGS("a token that may change and use mappings of devices"),
    HA("HA in quorum, and a token that may use it"),
    RULES("HA rules, which came with version 9"),
    NETWORK("a token that may change the network of the node"),
    CARDS("two network cards that nothing uses"),
    FIREWALL("a firewall of the cluster that is off, and a token that may change it"),
    SINGLES("hosts that are in no cluster, and the password of root"),
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

    Demand.KVM -> behind {
        val processor = (get(node, "/nodes/$node/status") as? JsonObject)?.get("cpuinfo")
        processor.text("flags").isEmpty() || processor.truth("hvm")
    }

    Demand.IMAGES -> files.isNotEmpty()

    Demand.DOWNLOAD -> files.isNotEmpty() && download.isNotEmpty()

    Demand.ACCESS -> may(
        RequiredPrivilege("Sys.Modify", "/access"),
        RequiredPrivilege("User.Modify", "/access/groups"),
        RequiredPrivilege("Realm.AllocateUser", "/access/realm/pve"),
        RequiredPrivilege("Permissions.Modify", "/vms"),
    )

    Demand.HOSTS -> may(
        RequiredPrivilege("Datastore.Allocate", "/storage"),
        RequiredPrivilege("Pool.Allocate", "/pool"),
    )

    Demand.CEPH -> behind { runCatching { get(node, "/nodes/$node/ceph/pool") }.isSuccess }

    Demand.HA -> may(*haNeeds().toTypedArray()) && behind {
        get("", "/cluster/ha/status/current").rows().any { it.text("type") == "quorum" && it.truth("quorate") }
    }

    Demand.RULES -> behind { version() } >= 9

    Demand.MAPPINGS -> behind {
        val rights = rights()
        listOf("Mapping.Modify", "Mapping.Use").all { rights.has(RequiredPrivilege(it, "/mapping/usb")) }
    }

    Demand.NETWORK -> may(RequiredPrivilege("Sys.Modify", "/nodes/$node"))

    Demand.CARDS -> spareCards().size >= 2

    Demand.FIREWALL -> may(*clusterNeeds().toTypedArray(), RequiredPrivilege("Sys.Modify", "/nodes/$node")) &&
        behind { get("", "/cluster/firewall/options").whole("enable") == 0L }

    Demand.SINGLES -> singles.size > 1 && root.isNotEmpty()
}

private fun Ground.may(vararg needs: RequiredPrivilege): Boolean = behind {
    rights().let { rights -> needs.all(rights::has) }
}

/** The network cards of the node that have no address and are in no bridge or bond. */
internal fun Ground.spareCards(): List<String> = behind {
    val all = get(node, "/nodes/$node/network").rows()
    val used = all.flatMap { (it.text("bridge_ports") + " " + it.text("slaves")).split(' ') }.toSet()
    all.filter { it.text("type") == "eth" && it.text("cidr").isEmpty() && it.text("iface") !in used }
        .map { it.text("iface") }.sorted()
}
