package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.CallContext
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import java.util.Optional
import java.util.concurrent.CompletionStage

/** What whoever we are may do: privileges by path, each also for what is below unless it says otherwise. */
internal class Permissions(private val paths: JsonObject?, private val isRoot: Boolean) {
    fun has(need: RequiredPrivilege): Boolean = when {
        need == RequiredPrivilege.ROOT -> isRoot
        need.paths.any { has(need.privilege, it) } && need.also?.let(::has) != false -> true
        else -> need.instead?.let(::has) ?: false
    }

    private fun has(privilege: String, path: String): Boolean {
        // The nearest path that says anything decides, and hides those above it.
        paths?.get(path)?.let { return privilege in texts(it) }
        val above = generateSequence(path) { it.substringBeforeLast('/', "").ifEmpty { "/" } }.drop(1).take(DEEPEST)
        val nearest = above.firstOrNull { paths?.get(it) != null } ?: return false
        return paths?.get(nearest).truth(privilege)
    }

    private fun texts(element: JsonElement) = element.texts().keys

    private companion object {
        const val DEEPEST = 16
    }
}

/** What we may do; asked once, and again after a while. */
internal suspend fun Api.rights(): Permissions = rights {
    Permissions(
        get("", "/access/permissions") as? JsonObject,
        connection.password != null && connection.user == "root@pam",
    )
}

/** Who we are, without what nobody may see. */
internal fun Api.ourselves(): String =
    connection.token?.let { ticket.reveal(it).substringBefore('=') } ?: connection.user

/** Looks. Whoever may not make something new need not look for it: that is told before anything is done. */
internal fun Clusters.look(
    subject: ObjectRef,
    ticket: CallContext,
    needs: (PlannedStep) -> List<RequiredPrivilege>,
    block: suspend Api.() -> ObservedObject?,
): CompletionStage<Optional<ObservedObject>> = work(subject.inputs(), ticket) {
    val making = PlannedStep(subject.key(), Operation.CREATE, Fields.NONE, subject.inputs())
    val isFutile = subject.isNew && needs(making).any { !rights().has(it) }
    Optional.ofNullable(if (isFutile) null else block())
}
