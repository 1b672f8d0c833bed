package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.CallContext
import dev.slipway.provide.Deadlines
import dev.slipway.provide.Failure
import dev.slipway.provide.Probe
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import java.util.Optional
import java.util.concurrent.CompletionStage

/** The gate before everything that uses Ceph: waits until it is well, or says what is wrong with it. */
public class CephHealth(private val clusters: Clusters) : Probe {
    override fun deadlines(): Deadlines = Deadlines.OWN

    override fun probe(inputs: Fields, ticket: CallContext): CompletionStage<Fields> = clusters.work(inputs, ticket) {
        val until = cluster.timer.nanos() + inputs.whole("patience", 0) * NANOS
        var said = ""
        while (true) {
            val wrong = wrong(inputs)
            if (wrong.isEmpty()) {
                break
            } else if (cluster.timer.nanos() > until || ticket.cancelled()) {
                throw Failure.Rejected(
                    "Ceph is not well: $wrong",
                    "see 'ceph status', correct it, and run again; tolerate(\"NAME\") lets one through",
                )
            } else if (wrong != said) {
                ticket.say("waits for Ceph: $wrong")
                said = wrong
            }
            cluster.rest(PAUSE)
        }
        WELL
    }

    override fun glance(inputs: Fields, ticket: CallContext): CompletionStage<Optional<Fields>> =
        clusters.work(inputs, ticket) {
            val isWell = wrong(inputs).isEmpty()
            Optional.of(WELL).filter { isWell }
        }

    private suspend fun Api.wrong(inputs: Fields): String {
        val status = try {
            CephPartSpec.unlessAbsent { once(inputs.text("node"), CephPartSpec.path(inputs, "status")) }
        } catch (silent: Failure.Transient) {
            return "it does not answer: ${silent.message}"
        } ?: return "it does not answer, for it has no monitor yet"
        val tolerated = inputs.list("tolerate").toSet()
        val checks = (status.part("health").part("checks") as? JsonObject).orEmpty()
            .filter { (name, check) -> name !in tolerated && !check.truth("muted") }
            .map { (name, check) -> "$name (${check.part("summary").text("message")})" }
        val disks = status.part("osdmap")
        val down = disks.whole("num_osds") - disks.whole("num_up_osds")
        return when {
            checks.isNotEmpty() -> checks.joinToString("; ")

            "OSD_DOWN" !in tolerated && !isMuted(status, "OSD_DOWN") && down > 0 ->
                "$down of ${disks.whole("num_osds")} disks are down"

            "PG_AVAILABILITY" !in tolerated && !isMuted(status, "PG_AVAILABILITY") -> idle(status)

            else -> ""
        }
    }

    private fun isMuted(status: JsonElement?, name: String) =
        status.part("health").part("checks").part(name).truth("muted")

    /** Groups that nobody can write to, which Ceph may tell only some time later. */
    private fun idle(status: JsonElement?): String = status.part("pgmap").part("pgs_by_state").rows()
        .filterNot { "active" in it.text("state_name").split('+') }
        .joinToString("; ") { "${it.text("count")} groups are ${it.text("state_name")}" }

    private fun JsonElement?.part(name: String): JsonElement? = (this as? JsonObject)?.get(name)

    private companion object {
        const val NANOS = 1_000_000L
        const val PAUSE = 1_000L
        val WELL: Fields = Fields.of("well", true)
    }
}
