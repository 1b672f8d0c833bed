package dev.slipway.proxmox

import dev.slipway.provide.Schema.Type

/** What somebody may be allowed, under a name. */
internal object Roles {
    /** What became finer in 9: one privilege of 8 stands for it there. */
    private const val LOOK = "VM.GuestAgent.Audit"
    private const val BEFORE = "VM.Monitor"

    val SORT = CollectionSpec(
        "/access/roles",
        "roleid",
        needs = { listOf(RequiredPrivilege("Sys.Modify", "/access")) },
        options = mapOf("privileges" to CollectionSpec.Kept("privs", Type.ITEMS)),
        asOf = { major, text -> if (major < NINE) text.replace(LOOK, BEFORE) else text },
        from = { major, text -> if (major < NINE) text.replace(BEFORE, LOOK) else text },
    )

    private const val NINE = 9
}
