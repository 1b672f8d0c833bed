package dev.slipway.dsl

/** What a role allows. */
public class RoleBlock internal constructor() : EffectBlock("proxmox.role") {
    internal val privileges = sortedSetOf<String>()

    /** Privileges as Proxmox VE names them: `allow("VM.Audit", "VM.PowerMgmt")`. */
    public fun allow(vararg privileges: String) {
        this.privileges += privileges
    }

    /**
     * The privileges that machines, images and seeds need, from creation to removal: `leastPrivilege()`. Grant them on
     * `/vms`, `/nodes`, `/sdn/zones/localnetwork`, the storages, and `/mapping` for devices of the hosts. Proxmox VE has no
     * privilege to remove a file but `Datastore.Allocate`.
     */
    public fun leastPrivilege(): Unit = allow(
        "Datastore.Allocate", "Datastore.AllocateSpace", "Datastore.AllocateTemplate", "Mapping.Use", "SDN.Use",
        "Sys.AccessNetwork",
        "VM.Allocate", "VM.Audit", "VM.Clone", "VM.Config.CDROM", "VM.Config.CPU", "VM.Config.Disk",
        "VM.Config.HWType", "VM.Config.Memory", "VM.Config.Network", "VM.Config.Options", "VM.Migrate",
        "VM.PowerMgmt",
    )

    /**
     * The privileges that firewalls, HA, storages, pools, networks and Ceph need: `forHosts()`. Grant them on `/`. Forming
     * a cluster and giving disks to Ceph take root@pam with its password; no privilege allows them.
     */
    public fun forHosts(): Unit = allow(
        "Datastore.Allocate",
        "Datastore.Audit",
        "Pool.Allocate",
        "Pool.Audit",
        "SDN.Audit",
        "Sys.Audit",
        "Sys.Console",
        "Sys.Modify",
    )

    internal fun problems(): List<Triple<String, String, String>> =
        privileges.filterNot { Regex("[A-Z][A-Za-z]+(\\.[A-Z][A-Za-z]+)+").matches(it) }.map {
            Triple("the privilege '$it'", "privileges look like VM.Audit", "copy its name from the page of Proxmox VE")
        } + listOfNotNull(
            Triple("no privilege", "such a role allows nothing", "add allow(...) or leastPrivilege()")
                .takeIf { privileges.isEmpty() },
        )
}
