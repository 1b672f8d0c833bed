package dev.slipway.proxmox

import dev.slipway.provide.CallContext
import dev.slipway.provide.Failure
import io.ktor.http.content.OutgoingContent
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import kotlinx.coroutines.launch
import kotlinx.serialization.json.JsonElement
import java.io.IOException
import java.net.URI
import java.time.Duration
import kotlin.random.Random

/** The API of one cluster for one piece of work: each call takes a permit of the node that it goes to. */
internal class Api(val cluster: Cluster, val ticket: CallContext) {
    val connection: Connection get() = cluster.connection
    val ids: VmIds get() = cluster.ids

    /** What is under way for it; called off, or out of time, it waits for none of it any more. */
    private val underWay = CoroutineScope(SupervisorJob() + Dispatchers.IO)

    init {
        ticket.onCancel { underWay.coroutineContext.cancelChildren() }
    }

    /** Waits for so many milliseconds, or until it is called off. */
    suspend fun rest(millis: Long): Unit = underWay.launch { cluster.rest(millis) }.join()

    suspend fun get(node: String, path: String, form: FormParameters = FormParameters()): JsonElement? =
        call(node, "GET", path, form).data

    suspend fun post(node: String, path: String, form: FormParameters = FormParameters()): JsonElement? =
        call(node, "POST", path, form).data

    suspend fun put(node: String, path: String, form: FormParameters = FormParameters()): JsonElement? =
        call(node, "PUT", path, form).data

    suspend fun delete(node: String, path: String, form: FormParameters = FormParameters()): JsonElement? =
        call(node, "DELETE", path, form).data

    suspend fun upload(node: String, path: String, file: OutgoingContent): JsonElement? =
        call(node, "POST", path, FormParameters(), file).data

    /** An answer with what stands beside its data. */
    suspend fun answer(node: String, path: String): Answer = call(node, "GET", path, FormParameters())

    /** An answer that nobody waits for: where no node answers, it fails at once. */
    suspend fun once(node: String, path: String): JsonElement? =
        call(node, "GET", path, FormParameters(), pauses = listOf(0L)).data

    /** The main version: 8 or 9. */
    suspend fun version(): Int {
        if (cluster.major == 0) {
            cluster.major = shared("", "/version").text("version").substringBefore(".").toInt()
        }
        return cluster.major
    }

    /** The same as [shared] of what answers slowly when it does not answer at all: it is tried once more, and no longer. */
    suspend fun sharedBriefly(node: String, path: String): JsonElement? = unlessAbsent {
        cluster.answers.of("$node $path?") { call(node, "GET", path, FormParameters(), pauses = BRIEF).data }
    }

    /** What we may do, as long as it is fresh. */
    suspend fun rights(ask: suspend () -> Permissions): Permissions {
        val (known, since) = cluster.rights ?: (null to 0L)
        return known?.takeIf { cluster.timer.nanos() - since < FRESH }
            ?: ask().also { cluster.rights = it to cluster.timer.nanos() }
    }

    /** The answer to a question that may be asked about what is not there: nothing, then. */
    suspend fun find(node: String, path: String, form: FormParameters = FormParameters()): JsonElement? =
        unlessAbsent { get(node, path, form) }

    /** The same for a list that shows many things, each of which is looked for at the same moment. */
    suspend fun shared(node: String, path: String, form: FormParameters = FormParameters()): JsonElement? =
        unlessAbsent { cluster.answers.of("$node $path?${form.encoded()}") { get(node, path, form) } }

    private suspend fun unlessAbsent(ask: suspend () -> JsonElement?): JsonElement? = try {
        ask()
    } catch (refused: Failure.Rejected) {
        if (ABSENT.containsMatchIn(refused.message)) null else throw refused
    }

    private suspend fun call(
        node: String,
        method: String,
        path: String,
        form: FormParameters,
        file: OutgoingContent? = null,
        pauses: List<Long> = PAUSES,
    ): Answer {
        val pool = "proxmox:" + node.ifEmpty { connection.door }.ifEmpty { connection.name } + "/api"
        val reach = cluster.reach(connection.of(node))
        if (method != "GET") cluster.answers.forget()
        var tries = 0
        while (true) {
            tries++
            val pause = try {
                return ticket.call(pool) {
                    underWay.future { sent(node, method, path, form, file) }
                }.await().also {
                    reach.answered()
                    if (method != "GET") {
                        cluster.answers.forget()
                        ticket.wrote()
                    }
                }
            } catch (passing: Failure.Transient) {
                pauses[tries - 1].takeIf { it > 0 && !ticket.cancelled() }?.let { it + Random.nextLong(it) }
                    ?: throw passing
            } catch (unreached: Unreached) {
                again(reach, unreached, tries, pauses)
            } catch (ended: CancellationException) {
                throw if (ticket.cancelled()) unanswered("$method $path", connection.of(node)) else ended
            }
            rest(pause)
        }
    }

    /** How long to wait for a host that was not reached, if it is worth another attempt. */
    private fun again(reach: Reach, why: Unreached, tries: Int, pauses: List<Long>): Long {
        val usual = pauses === PAUSES && cluster.restarts.get() == 0
        val waits = if (usual) reach.pauses(why) else pauses.dropLast(1)
        val pause = waits.getOrNull(tries - 1)?.takeUnless { ticket.cancelled() }?.let { it + Random.nextLong(it) }
            ?: throw if (usual) reach.gaveUp(why, tries) else why.failure
        if (reach.isNews()) {
            ticket.retrying(tries + 1, Duration.ofMillis(pause), why.failure.message)
        }
        return pause
    }

    private fun unanswered(asked: String, host: URI) = Failure.InDoubt(
        "${connection.name} has not answered $asked at ${host.authority}",
        "see whether the node is well, and run again",
    )

    /** Does something that is not to be done too often at once: so many calls, and what they wait for. */
    suspend fun holding(pool: String, block: suspend () -> Unit) {
        ticket.call("proxmox:$pool") { WORK.future { block() }.thenApply { true } }.await()
    }

    private suspend fun sent(
        node: String,
        method: String,
        path: String,
        form: FormParameters,
        file: OutgoingContent?,
    ): Answer {
        val reads = method == "GET"
        val asked = "$method $path"
        val failures = Failures(connection)
        val to = connection.of(node)
        if (cluster.restarts.get() == 0) cluster.reach(to).check()
        try {
            val headers = loggedIn(to, reads)
            var answer = cluster.wire.send(to, method, path, form, headers, file)
            if (answer.status == 401 && cluster.login.isRenewable) {
                cluster.login.forget(headers)
                answer = cluster.wire.send(to, method, path, form, loggedIn(to, reads), file)
            }
            if (answer.status == 401 && cluster.restarts.get() > 0) {
                throw Failure.Transient("${connection.name} says to $asked: ${answer.words}", "its services restart")
            }
            return if (answer.isGood) answer else throw failures.of(answer, asked, reads)
        } catch (e: IOException) {
            val failure = failures.of(e, asked, reads, to.host)
            val refused = Unreached.isRefusal(e)
            throw if (failure is Failure.Transient && (refused || Unreached.isSilence(e))) {
                Unreached(failure, refused)
            } else {
                failure
            }
        }
    }

    private suspend fun loggedIn(to: URI, reads: Boolean): Map<String, String> = try {
        cluster.login.headers(to, reads, ticket)
    } catch (refused: Failure.Rejected) {
        if (cluster.restarts.get() == 0) throw refused
        throw Failure.Transient(refused.message, "its services restart")
    }

    /** Does something that restarts the services of a host; that these know nobody meanwhile means nothing. */
    suspend fun <T> restarting(deed: suspend () -> T): T {
        cluster.restarts.incrementAndGet()
        return try {
            deed()
        } finally {
            cluster.restarts.decrementAndGet()
        }
    }

    companion object {
        private const val FRESH = 10_000_000_000L

        /** Where the work of this package goes on when an answer is there; one piece that fails leaves the others. */
        val WORK = CoroutineScope(SupervisorJob() + Dispatchers.IO)

        /** Between attempts at what did not happen, such as for a lock that somebody holds; the last is the last. */
        val PAUSES: List<Long> = listOf(250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L, 0L)
        private val BRIEF = listOf(1_000L, 0L)
        private val ABSENT = Regex(
            "does not exist|no such (task|volume|file|token|user|cluster node)|not found|hostname lookup '[^']*' failed",
            RegexOption.IGNORE_CASE,
        )
    }
}
