package dev.slipway.dsl

/** What a role allows. */
public class RoleBlock internal constructor() : EffectBlock("pve.role") {
    internal val privileges = sortedSetOf<String>()

    /** Privileges as Proxmox VE names them: `allow("VM.Audit", "VM.PowerMgmt")`. */
    public fun allow(vararg privileges: String) {
        this.privileges += privileges
    }

    /** What Slipway needs for machines, and no more. Grant it where they are, where disks are, and on bridges: `leastPrivilege()`. */
    public fun leastPrivilege(): Unit = allow(
        "Datastore.AllocateSpace", "Datastore.AllocateTemplate", "Datastore.Audit", "Pool.Audit", "SDN.Use",
        "Sys.AccessNetwork", "VM.Allocate", "VM.Audit", "VM.Clone", "VM.Config.CDROM", "VM.Config.CPU",
        "VM.Config.Cloudinit", "VM.Config.Disk", "VM.Config.HWType", "VM.Config.Memory", "VM.Config.Network",
        "VM.Config.Options", "VM.GuestAgent.Audit", "VM.Migrate", "VM.PowerMgmt",
    )

    /** What it needs for hosts too: firewalls, HA, storages, pools and networks. Grant it on `/`: `forHosts()`. */
    public fun forHosts(): Unit = allow(
        "Datastore.Allocate",
        "Pool.Allocate",
        "SDN.Allocate",
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
