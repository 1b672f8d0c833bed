package dev.slipway.evaluate

import dev.slipway.model.FieldPath
import dev.slipway.model.Value
import java.io.File
import java.lang.reflect.Modifier
import java.nio.file.Path
import java.time.temporal.Temporal
import java.time.temporal.TemporalAmount
import kotlin.jvm.internal.Ref
import dev.slipway.model.Ref as Reference

/** The values that a lambda carries with it, in a form that is the same for equal values. */
internal class CapturedValues(
    private val classes: ScriptClasses,
    private val write: (String) -> Unit,
    private val use: (ClassFile) -> Unit,
) {
    /** The scripts themselves, by class: what is read of them is written when it is read, and nothing else. */
    private val scripts = hashMapOf<String, Any>()
    private val open = hashSetOf<Int>()

    /** There is no such form. */
    class Formless(val what: String, val fix: String) : RuntimeException(what)

    /** The value of a property of a script, or nothing if it belongs to something else. */
    fun property(member: Member) {
        val script = scripts[member.owner] ?: return
        val field = script.javaClass.getDeclaredField(member.name)
        field.isAccessible = true
        value(member.name.substringBefore('$').ifEmpty { member.name }, field.get(script))
    }

    fun value(name: String, value: Any?) {
        when (value) {
            null, is String, is Number, is Boolean, is Char -> write("${value?.javaClass?.simpleName} $value")
            is AsValue -> ofLanguage(name, value.asValue())
            is Enum<*> -> write("enum ${value.name}")
            is Path, is File, is Temporal, is TemporalAmount, is Regex, is ClosedRange<*> -> write("$value")
            is Lazy<*> -> value(name, value.value)
            is Collection<*> -> all(name, if (value is Set<*>) value.sortedBy { "$it" } else value.toList())
            is Map<*, *> -> value.entries.sortedBy { "${it.key}" }.forEach { all(name, listOf(it.key, it.value)) }
            is Pair<*, *> -> all(name, value.toList())
            is Array<*> -> all(name, value.asList())
            else -> thing(name, value)
        }
    }

    private fun ofLanguage(name: String, value: Value) {
        if (value.isSecret) {
            throw Formless(
                "'$name' is a secret",
                "declare it in the task: input(\"name\", secret(...)), and use input(\"name\")",
            )
        } else if (value is Reference && value.field() != FieldPath.ROOT) {
            throw Formless(
                "'$name' is not known yet",
                "declare it in the task: input(\"name\", ...), and use input(\"name\")",
            )
        }
        write("value $value")
    }

    private fun all(name: String, values: List<*>) {
        write("${values.size}")
        values.forEach { value(name, it) }
    }

    private fun thing(name: String, thing: Any) {
        val file = classes.find(thing.javaClass)
        if (file != null && file.isScript) {
            scripts[file.name] = thing
            write("script")
        } else if (file != null || thing.javaClass.name.startsWith(Ref::class.java.name)) {
            file?.let(use)
            fields(name, thing)
        } else {
            throw Formless(
                "'$name' is a ${thing.javaClass.simpleName}, and two of those cannot be compared",
                "use text, numbers or data of the script's own classes, or make it inside",
            )
        }
    }

    private fun fields(name: String, thing: Any) {
        if (!open.add(System.identityHashCode(thing))) {
            write("again")
            return
        }
        for (field in thing.javaClass.declaredFields.filterNot {
            Modifier.isStatic(it.modifiers)
        }.sortedBy { it.name }) {
            field.isAccessible = true
            write(field.name)
            value("$name.${field.name}", field.get(thing))
        }
        open -= System.identityHashCode(thing)
    }
}
