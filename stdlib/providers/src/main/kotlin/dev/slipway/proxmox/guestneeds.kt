package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep

/** What a step with a machine needs. */
internal fun machineNeeds(step: PlannedStep): List<RequiredPrivilege> {
    val inputs = step.inputs()
    val id = inputs.whole("id", 0)
    val pool = inputs.text("pool").takeIf { it.isNotEmpty() }?.let { "/pool/$it" }
    val own = listOfNotNull(if (id > 0) "/vms/$id" else "/vms", pool)
    val names = if (step.act() == Operation.CREATE) inputs.names().toSet() else step.changed()
    val options = if (step.act() == Operation.DELETE) listOf() else OptionRights.of(step, names, own)
    val privileges = sortedSetOf<String>()
    if (step.act() != Operation.UPDATE) {
        privileges += listOf("VM.Allocate", "VM.Audit")
    }
    if (step.act() == Operation.CREATE) {
        privileges += listOf("VM.Config.HWType", "VM.Config.Options") // its UUID and its tag
    }
    if (inputs.get("template") == BoolValue.TRUE && "template" in names) {
        privileges += "VM.Allocate"
    }
    if ("running" in names && (step.act() != Operation.CREATE || inputs.get("running") == BoolValue.TRUE)) {
        privileges += "VM.PowerMgmt"
    }
    if (step.act() == Operation.UPDATE && "node" in names) {
        privileges += "VM.Migrate"
    }
    val elsewhere = if (step.act() == Operation.DELETE) listOf() else placeNeeds(step, names)
    val pools = if (step.act() == Operation.UPDATE && "pool" in names) movedBetween(step, own) else listOf()
    return (privileges.map { RequiredPrivilege(it, own) } + options).distinct() + elsewhere + pools
}

/** Who moves a machine to another pool may change both, and who may what with the machine. */
private fun movedBetween(step: PlannedStep, own: List<String>): List<RequiredPrivilege> =
    listOf(step.before(), step.desired()).map { it.text("pool") }.filter { it.isNotEmpty() }.distinct()
        .map { RequiredPrivilege("Pool.Allocate", "/pool/$it") } + RequiredPrivilege("VM.Allocate", own)

/** What its disks, its disc and its network cards need of where they are, and a copy of what it is made of. */
private fun placeNeeds(step: PlannedStep, names: Set<String>): List<RequiredPrivilege> {
    val inputs = step.inputs()
    val disks = if ("disks" in names) inputs.parts("disks") else listOf()
    val bridges = if ("nics" in names) inputs.parts("nics") else listOf()
    val storages = disks.map { it.text("storage") }.filter { it.isNotEmpty() }.distinct()
    val images = if (step.act() == Operation.CREATE) disks.map { it.text("image") } else listOf()
    val files = images + (if ("seed" in names) inputs.text("seed") else "")
    val source = (inputs.get("clone") as? Fields).takeIf { step.act() == Operation.CREATE }
    return storages.map { RequiredPrivilege("Datastore.AllocateSpace", "/storage/$it") } +
        files.filter { ':' in it }.map { seenOn(it.substringBefore(':')) }.distinct() +
        listOfNotNull(
            source?.let {
                RequiredPrivilege(
                    "VM.Clone",
                    it.whole("of", 0).let { id ->
                        if (id >
                            0
                        ) {
                            "/vms/$id"
                        } else {
                            "/vms"
                        }
                    },
                )
            },
        ) +
        bridges.map { nic ->
            val vlan = nic.whole("vlan", 0)
            val zone = "/sdn/zones/localnetwork/${nic.text("bridge")}"
            RequiredPrivilege("SDN.Use", if (vlan > 0) "$zone/$vlan" else zone)
        }.distinct()
}

/** Whoever uses a file must see it; who may remove it may do that too. */
private fun seenOn(storage: String) = RequiredPrivilege("Datastore.Audit", "/storage/$storage") or
    (
        RequiredPrivilege("Datastore.AllocateSpace", "/storage/$storage") or
            RequiredPrivilege("Datastore.Allocate", "/storage/$storage")
        )

/** Whoever lists a storage, or asks what is on it. */
internal fun shownOn(storage: String) = RequiredPrivilege("Datastore.Audit", "/storage/$storage") or
    RequiredPrivilege("Datastore.AllocateSpace", "/storage/$storage")

/**
 * A file that is fetched or uploaded is a template for Proxmox VE; to fetch one, each node goes out for it. Removing one
 * takes the right to all that is on the storage, and so does one with other content, which takes the place of another.
 */
internal fun fileNeeds(step: PlannedStep): List<RequiredPrivilege> {
    val inputs = step.inputs()
    val storage = inputs.text("storage")
    val removes = step.act() == Operation.DELETE || replaces(step)
    val goes = inputs.text("url").isNotEmpty() && step.act() != Operation.DELETE
    val root = RequiredPrivilege("Sys.Modify", "/") and RequiredPrivilege("Sys.Audit", "/")
    val network = inputs.list("nodes").map { RequiredPrivilege("Sys.AccessNetwork", "/nodes/$it") or root }
    return listOf(RequiredPrivilege("Datastore.AllocateTemplate", "/storage/$storage")).filter {
        step.act() !=
            Operation.DELETE
    } +
        listOf(RequiredPrivilege("Datastore.Allocate", "/storage/$storage")).filter { removes } +
        shownOn(storage) + network.filter { goes }
}

/** A seed is written over, under the same name; an image has its digest in its name. */
private fun replaces(step: PlannedStep) = step.act() == Operation.UPDATE && step.key().kind() == "proxmox.image" &&
    (
        step.changed().any { it in setOf("filename", "file", "format") } ||
            (step.before().list("nodes") - step.desired().list("nodes").toSet()).isNotEmpty()
        )
