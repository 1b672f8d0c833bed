package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.InternalSlipwayApi
import kotlin.reflect.KProperty

/**
 * A part that takes its name from the property that it is given to:
 *
 * ```
 * val site by exec { command("make", "site"); outputs("out/site.zip") }
 * ```
 */
public class Unnamed<out T>
@InternalSlipwayApi
constructor(word: String, private val make: (String) -> T) {
    private val promise =
        CurrentScript.cluster().promise(
            "this $word has no name and does nothing",
            "a part without a name takes the one of the property that it is given to",
            "write val name by $word { ... }, or $word(\"name\") { ... }",
        )

    /** Takes the name of the property: `val site by exec { command("make") }`. */
    public operator fun provideDelegate(self: Any?, property: KProperty<*>): Lazy<T> {
        promise.kept()
        return lazyOf(make(property.name))
    }
}
