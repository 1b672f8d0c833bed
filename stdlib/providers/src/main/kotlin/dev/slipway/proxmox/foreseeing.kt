package dev.slipway.proxmox

import dev.slipway.provide.CallContext
import dev.slipway.provide.Obstacle
import dev.slipway.provide.PlannedStep
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage

/** Asks each cluster once whether we may do all of this, and whatever else is to be asked. */
internal fun Clusters.foreseen(
    steps: List<PlannedStep>,
    ticket: CallContext,
    needs: (PlannedStep) -> List<RequiredPrivilege>,
    more: suspend Api.(List<PlannedStep>) -> List<Obstacle> = { listOf() },
): CompletionStage<List<Obstacle>> = steps.groupBy { it.inputs().get("proxmox") }.values
    .map { same -> work(same.first().inputs(), ticket) { missing(same, needs) + more(same) } }
    .fold(CompletableFuture.completedFuture(listOf())) { all, one -> all.thenCombine(one) { a, b -> a + b } }

/** Everything that we may not do, in one message, at the first step that needs any of it. */
private suspend fun Api.missing(
    steps: List<PlannedStep>,
    needs: (PlannedStep) -> List<RequiredPrivilege>,
): List<Obstacle> {
    val rights = rights()
    val lacking = steps.associateWith { step -> needs(step).filterNot(rights::has) }.filterValues { it.isNotEmpty() }
    if (lacking.isEmpty()) {
        return listOf()
    }
    val all = lacking.values.flatten().distinct()
    val names = lacking.keys.map { "${it.key()}" }
    val these = names.take(SHOWN).joinToString() + if (names.size > SHOWN) " and ${names.size - SHOWN} more" else ""
    return listOf(
        all.filter {
            it == RequiredPrivilege.ROOT
        },
        all - RequiredPrivilege.ROOT,
    ).filter { it.isNotEmpty() }.map { kind ->
        if (kind.first() == RequiredPrivilege.ROOT) {
            Obstacle(
                lacking.entries.first { RequiredPrivilege.ROOT in it.value }.key.key(),
                "only root@pam, with its password, may do this on '${connection.name}'",
                "no token and no other user can: $these",
                "give user = \"root@pam\" and password = secret(\"...\") to the cluster, or leave it out",
            )
        } else {
            val said = kind.groupBy { it.where }.toSortedMap().entries
                .joinToString("; on ") { (where, same) -> "$where: ${names(same)}" }
            Obstacle(
                lacking.keys.first().key(),
                "${ourselves()} may not do all of this on '${connection.name}'; missing are on $said",
                "needed for $these",
                "grant them to the user, and to the token if it is separated: in a script by role(...) and " +
                    "grant(...), or with 'pveum acl modify'",
            )
        }
    }
}

private fun names(needs: List<RequiredPrivilege>) = needs.map { it.privilege }.distinct().sorted().joinToString()

private const val SHOWN = 5
