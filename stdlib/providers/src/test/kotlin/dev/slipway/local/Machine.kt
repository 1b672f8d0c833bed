package dev.slipway.local

import dev.slipway.apply.Engine
import dev.slipway.apply.EngineConfig
import dev.slipway.apply.Outcome
import dev.slipway.dial.Dialer
import dev.slipway.evaluate.Evaluation
import dev.slipway.evaluate.UntrackedReads
import dev.slipway.graph.Graph
import dev.slipway.graph.SchemaCheck
import dev.slipway.model.Event
import dev.slipway.model.Fields
import dev.slipway.model.Fingerprint
import dev.slipway.model.Hasher
import dev.slipway.model.InvalidInputException
import dev.slipway.model.Secret
import dev.slipway.plan.Action
import dev.slipway.plan.Options
import dev.slipway.plan.Plan
import dev.slipway.provide.Secrets
import dev.slipway.providers.Providers
import dev.slipway.store.ActionCache
import dev.slipway.store.LocalStore
import dev.slipway.store.LockOwner
import dev.slipway.work.Cancel
import java.nio.file.Path
import java.util.SplittableRandom
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.io.path.createDirectories
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** A directory with a script in it, and an engine that brings it up. */
class Machine(
    val root: Path = passingDirectory("slipway"),
    val dialer: Dialer = Dialer.DIRECT,
    val cache: ActionCache = ActionCache.NONE,
) {
    val events = ConcurrentLinkedQueue<Event>()
    val cancel = Cancel()
    val secrets = mutableMapOf("env,vault:TOKEN" to "hunter2-canary")

    /** Whether each run releases all that is protected; specs about how resources are deleted say so. */
    var releasing = false

    /** What the script says to be done, by task; what stands as it is does not count. */
    fun plan(script: () -> Unit): Map<String, Action> = plan(Options.NORMAL, script)

    fun plan(options: Options, script: () -> Unit): Map<String, Action> =
        engine(script).let { (engine, graph) -> actions(engine.plan(graph, released(options, graph))) }

    /** What a plan remarks, by task. */
    fun notes(script: () -> Unit): Map<String, String> = engine(script).let { (engine, graph) ->
        engine.plan(graph, Options.NORMAL).steps().groupBy { "${it.key()}" }
            .mapValues { (_, steps) -> steps.joinToString("") { it.note() } }
    }

    fun up(script: () -> Unit): Outcome = up(Options.NORMAL, script)

    fun up(options: Options, script: () -> Unit): Outcome {
        val (engine, graph) = engine(script)
        return engine.up(graph, released(options, graph), LockOwner("anna", "here", 1, "slipway up", 0)) { true }
    }

    private fun released(options: Options, graph: Graph): Options = if (releasing) {
        val recorded = LocalStore(root.resolve(".slipway")).read().records().keys
        options.release(recorded + graph.tasks().map { it.key() })
    } else {
        options
    }

    /** Brings it up and says which tasks were done; fails if any failed. */
    fun done(script: () -> Unit): Set<String> {
        val outcome = up(script)
        check(outcome.isGood) { outcome.problems().joinToString("\n") }
        return outcome
            .results()
            .filter { it.status() == Outcome.Status.DONE }
            .map { "${it.key()}" }
            .toSortedSet()
    }

    fun problems(script: () -> Unit): String = try {
        up(script).problems().joinToString("\n") { it.toString().replace(Regex("""\w+\.kt:\d+"""), "line") }
    } catch (refused: InvalidInputException) {
        refused.problems().joinToString("\n") { it.toString().replace(Regex("""\w+\.kt:\d+"""), "line") }
    }

    fun write(path: String, text: String) {
        root.resolve(path).also { it.parent.createDirectories() }.writeText(text)
    }

    fun read(path: String) = root.resolve(path).readText()

    /** The tasks whose results came from the cache in the runs so far. */
    fun restored(): List<String> =
        events.filterIsInstance<Event.Finished>().filter { it.action() == "restore" }.map { "${it.key()}" }

    fun said() = events.filterIsInstance<Event.Said>().map { it.message() }

    private fun engine(script: () -> Unit): Pair<Engine, Graph> {
        val evaluation = Evaluation(UntrackedReads(root), mapOf(), null, "here")
        val graph = evaluation.graph(script)
        val registry = Providers.kinds(root, evaluation.lambdas, dialer).build()
        SchemaCheck.check(graph, registry)
        val usual = EngineConfig.usual(registry, Kept(), cache, root) { events += it }
        val setting = with(usual) {
            EngineConfig(registry, secrets, cache, root, dialer.timer(), executor, SplittableRandom(1), this.events)
        }
        return Engine(LocalStore(root.resolve(".slipway")), setting, cancel) to graph
    }

    private fun actions(plan: Plan) = plan
        .steps()
        .filter { it.action() != Action.SKIP }
        .reversed() // of two steps about one task, the first says what is done
        .associate { "${it.key()}" to it.action() }

    private inner class Kept : Secrets {
        override fun reveal(secret: Secret): String = secrets[secret.source()]
            ?: throw InvalidInputException("there is no secret ${secret.source()}", "", "set it")

        override fun identify(secret: Secret) = Secret(secret.source(), digest(reveal(secret)))

        override fun conceal(value: String): Secret =
            Secret("sealed:${digest(value).brief()}", digest(value)).also { secrets[it.source()] = value }

        override fun digest(value: String): Fingerprint = Hasher.of(Fields.of("key", "k", "value", value))
    }
}
