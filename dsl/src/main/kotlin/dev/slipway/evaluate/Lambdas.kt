package dev.slipway.evaluate

import dev.slipway.model.Origin
import java.io.Serializable

/**
 * The lambdas of a script by name. The graph holds names only; who must run one evaluates the script again and asks
 * here. A name says what a lambda does and with which values, so one that is found does what was planned.
 */
@InternalSlipwayApi
public class Lambdas internal constructor() : LambdaSource {
    private val byName = linkedMapOf<String, Any>()
    private val classes = hashMapOf<Pair<ClassLoader?, String>, ScriptClasses>()

    public val names: Set<String>
        get() = byName.keys

    /** The lambda of this name, or null when the script has none. */
    override fun find(name: String): Any? = byName[name]

    /** Names a lambda and keeps it; what keeps it from having a name is a problem of the cluster. */
    internal fun add(lambda: Serializable, origin: Origin, cluster: ScriptModel): String =
        when (val name = LambdaName.of(lambda, ::classes)) {
            is LambdaName.Known -> {
                name.text.also { byName.putIfAbsent(it, lambda) }
            }

            is LambdaName.Unknown -> {
                cluster.problem("what this runs cannot be told from anything else", name.why, name.fix, origin)
                ""
            }
        }

    private fun classes(loader: ClassLoader?, capturing: String) =
        classes.getOrPut(loader to capturing) { ScriptClasses(loader, capturing) }
}
