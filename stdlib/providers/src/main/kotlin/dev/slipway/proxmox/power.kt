package dev.slipway.proxmox

/** Starts it or shuts it down; one that runs is rebooted for what waits, where that is allowed. */
internal suspend fun Api.powered(from: VmState, wanted: VmSpec): VmState {
    val status = path(from.node, from.id, "status")
    val runs = runs(from)
    when {
        wanted.runs && !runs -> carried { post(from.node, "$status/start") }

        !wanted.runs && runs -> carried { post(from.node, "$status/shutdown", FormParameters.of("forceStop" to true)) }

        runs -> pending(from).takeIf { it.isNotEmpty() }?.let { waiting ->
            if (wanted.mayReboot) {
                carried { post(from.node, "$status/reboot") }
            } else {
                ticket.say("${wanted.name}: ${waiting.joinToString()} take effect when it starts the next time")
            }
        }
    }
    return again(from.with(runs = wanted.runs))
}

/** Options whose change waits for a start. */
private suspend fun Api.pending(of: VmState): List<String> = get(of.node, path(of.node, of.id, "pending"))
    .rows()
    .filter { "pending" in it || it.truth("delete") }
    .map { it.text("key") }
