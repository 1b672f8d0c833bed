package dev.slipway.proxmox

import dev.slipway.dial.Dialer
import dev.slipway.model.Fields
import dev.slipway.provide.CallContext
import dev.slipway.provide.Failure
import dev.slipway.ssh.Connections
import dev.slipway.ssh.RevertTimer
import dev.slipway.work.Timer
import kotlinx.coroutines.future.future
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.sync.Mutex
import java.net.URI
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionException
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicInteger
import java.util.function.Supplier
import kotlin.coroutines.resume

/** A cluster of Proxmox VE: one client, one login, and the numbers that were handed out. */
internal class Cluster(val connection: Connection, dialer: Dialer, val revert: RevertTimer?) : AutoCloseable {
    val wire = HttpTransport(connection, dialer)

    /** Whether a lab stands in for it. */
    val isRehearsal: Boolean = dialer.backstage().isPresent
    val ids = VmIds()

    /** Its time, by which everything that it takes is measured and awaited. */
    val timer: Timer = dialer.timer()
    val login = Login(connection, wire, timer)
    val waits = TaskPolling(timer)
    val lately = VmListCache(timer)
    val answers = RequestCoalescer(timer)
    private val reach = ConcurrentHashMap<URI, Reach>()

    private val turns = ConcurrentHashMap<String, Mutex>()

    /** The turn of those who change one file: what puts it back would put back the change of another, too. */
    fun turn(file: String): Mutex = turns.computeIfAbsent(file) { Mutex() }

    /** What is known of whether a host can be reached. */
    fun reach(host: URI): Reach = reach.computeIfAbsent(host) { Reach(timer) }

    /** Waits as long as so many milliseconds are there. */
    suspend fun rest(millis: Long): Unit = suspendCancellableCoroutine { waiting ->
        val off = timer.after(Duration.ofMillis(millis)) { waiting.resume(Unit) }
        waiting.invokeOnCancellation { off.run() }
    }

    /** Its main version, once somebody has asked; it changes only when people update it. */
    @Volatile
    var major: Int = 0

    /** How many of us make hosts restart the services that know users and keys: nobody is known for a moment then. */
    val restarts: AtomicInteger = AtomicInteger()

    /** What we may do, and when that was asked. */
    @Volatile
    var rights: Pair<Permissions, Long>? = null

    override fun close(): Unit = wire.close()
}

/** The clusters of a project, each made when it is first needed. */
public class Clusters
@JvmOverloads
constructor(
    private val dialer: Dialer,
    connections: Supplier<Connections>? = null,
) : AutoCloseable {
    private val revert = connections?.let(::RevertTimer)
    private val made = ConcurrentHashMap<Fields, Cluster>()

    internal fun <T> work(inputs: Fields, ticket: CallContext, block: suspend Api.() -> T): CompletableFuture<T> =
        Api.WORK.future { of(inputs, ticket).block() }.exceptionallyCompose { error ->
            val cause = generateSequence(error) { it.cause }.firstOrNull { it is Failure } ?: error
            CompletableFuture.failedFuture(if (cause is CompletionException) cause.cause ?: cause else cause)
        }

    private fun of(inputs: Fields, ticket: CallContext): Api {
        val cluster = inputs.get("proxmox") as? Fields
            ?: throw Failure.Rejected("${ticket.key()} names no cluster of Proxmox VE", "say which")
        return Api(made.computeIfAbsent(cluster) { Cluster(Connection(it), dialer, revert) }, ticket)
    }

    override fun close() {
        made.values.forEach(Cluster::close)
    }
}
