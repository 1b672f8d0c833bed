package dev.slipway.dsl

import dev.slipway.evaluate.AsValue
import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.model.FieldPath
import dev.slipway.model.Ref
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/**
 * A declared part of the cluster: what words give back, for others to refer to and to come `after`.
 *
 * ```
 * val build = exec("build") { command("make"); outputs("out/app") }
 * task("deploy") { after(build); run { command("./deploy.sh") } }
 * ```
 */
public open class Part
@InternalSlipwayApi
constructor(@property:InternalSlipwayApi public val key: TaskKey) : AsValue {
    /** What it leaves behind under this name: `build.output("version")`. */
    public fun output(name: String): Output<String> = field(name)

    protected fun <T> field(vararg path: String): Output<T> = Output(Ref(key, FieldPath.of(*path)))

    override fun asValue(): Value = Ref(key, FieldPath.ROOT)

    override fun toString(): String = key.toString()
}
