package dev.slipway.evaluate

import dev.slipway.model.Hasher
import java.io.Serializable
import java.lang.invoke.SerializedLambda

/**
 * What a lambda does and with which values, as a short text.
 *
 * The name is the digest of the instructions of the lambda and of whatever it calls in the script and its imports, and
 * of the values that it uses. Comments, line numbers, names of variables and other tasks do not matter; the code of
 * libraries does not count either. The lambda must be of a functional interface that is [Serializable], which makes the
 * compiler say where its code is.
 */
@InternalSlipwayApi
public sealed interface LambdaName {
    /** A name that is the same wherever and whenever the same code is given the same values. */
    public class Known internal constructor(public val text: String) : LambdaName

    /** There is none, because something in it has no form that could be compared. */
    public class Unknown internal constructor(public val why: String, public val fix: String) : LambdaName

    public companion object {
        /** The name of a lambda that was given to a word of the language. */
        @JvmStatic
        public fun of(lambda: Serializable): LambdaName = of(lambda, ::ScriptClasses)

        /** The same for one of many, whose classes need not be read again for each. */
        internal fun of(lambda: Serializable, classesOf: (ClassLoader?, String) -> ScriptClasses): LambdaName {
            val replace =
                lambda.javaClass.declaredMethods.firstOrNull { it.name == "writeReplace" } ?: return unseen(lambda)
            replace.isAccessible = true
            val form = replace.invoke(lambda) as? SerializedLambda ?: return unseen(lambda)
            val classes = classesOf(lambda.javaClass.classLoader, form.capturingClass)
            if (!classes.isReadable) {
                return unseen(lambda)
            }
            return try {
                val hasher = Hasher()
                LambdaCode(classes, hasher::text).write(form)
                Known("lambda:${hasher.finish()}")
            } catch (formless: CapturedValues.Formless) {
                Unknown(formless.what, formless.fix)
            }
        }

        private fun unseen(lambda: Any) = Unknown(
            "the code of ${lambda.javaClass.name} is not where it can be read",
            "write the lambda in the block itself",
        )
    }
}
