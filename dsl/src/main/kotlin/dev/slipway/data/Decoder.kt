package dev.slipway.data

import dev.slipway.graph.DidYouMean
import dev.slipway.model.Origin
import dev.slipway.model.Problem
import java.lang.reflect.InvocationTargetException
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KParameter
import kotlin.reflect.KType
import kotlin.reflect.full.primaryConstructor
import kotlin.reflect.jvm.isAccessible

/**
 * Makes a value of a type from a part of a data file: a data class from a map, by the names of its properties. What a file
 * lacks gets its default. Unknown keys are problems, and all problems of a file are found at once.
 *
 * @param more types of values besides those of Kotlin
 * @param place how problems name a line of the file
 */
internal class Decoder(private val origin: Origin, more: List<ScalarType>, private val place: (Int) -> String) {
    private val scalars = (ScalarType.ALL + more).associateBy { it.type }
    val problems = mutableListOf<Problem>()

    fun decode(node: DataNode, type: KType, path: String = ""): Any? {
        val raw = type.classifier as? KClass<*> ?: return unsupported(node, type, path)
        val scalar = scalars[raw]
        return when {
            node is DataNode.Null && type.isMarkedNullable -> null
            raw == Any::class -> plain(node)
            scalar != null -> decodeScalar(node, scalar, path)
            raw == List::class || raw == Set::class -> decodeList(node, type, raw, path)
            raw == Map::class -> decodeMap(node, type, path)
            raw.java.isEnum -> decodeEnum(node, raw, path)
            raw.isData -> decodeObject(node, raw, path)
            else -> unsupported(node, type, path)
        }
    }

    private fun decodeScalar(node: DataNode, type: ScalarType, path: String): Any? =
        (node as? DataNode.Scalar)?.let(type::of) ?: mismatch(node, type.expected, path)

    private fun decodeList(node: DataNode, type: KType, raw: KClass<*>, path: String): Any? {
        val items = (node as? DataNode.Sequence)?.items ?: return mismatch(node, "a list", path)
        val element = type.arguments.single().type ?: return unsupported(node, type, path)
        val values = items.mapIndexed { index, item -> decode(item, element, "$path[$index]") }
        return if (raw == Set::class) values.toSet() else values
    }

    private fun decodeMap(node: DataNode, type: KType, path: String): Any? {
        val entries = (node as? DataNode.Mapping)?.entries ?: return mismatch(node, "a map", path)
        val (key, value) = type.arguments.map { it.type }
        if (key?.classifier != String::class || value == null) return unsupported(node, type, path)
        return entries.associate { it.key to decode(it.value, value, within(path, it.key)) }
    }

    private fun decodeEnum(node: DataNode, raw: KClass<*>, path: String): Any? {
        val constants = raw.java.enumConstants.map { it as Enum<*> }
        val text = (node as? DataNode.Scalar)?.text
        return constants.firstOrNull { it.name.equals(text, ignoreCase = true) }
            ?: mismatch(node, "one of ${constants.joinToString { it.name.lowercase() }}", path)
    }

    private fun decodeObject(node: DataNode, raw: KClass<*>, path: String): Any? {
        val entries = (node as? DataNode.Mapping)?.entries ?: return mismatch(node, "a map", path)
        val constructor = raw.primaryConstructor ?: return mismatch(node, "a data class", path)
        if (constructor.parameters.any { it.kind != KParameter.Kind.VALUE }) return captures(node, raw, path)
        val known = constructor.parameters.associateBy { it.name.orEmpty() }
        val before = problems.size
        val given = mutableMapOf<KParameter, Any?>()
        for (entry in entries) {
            val parameter = known[entry.key]
            if (parameter == null) {
                unknown(entry, known.keys, raw, path)
            } else {
                given[parameter] = decode(entry.value, parameter.type, within(path, entry.key))
            }
        }
        for (parameter in known.values.filter { it !in given && !it.isOptional }) {
            if (parameter.type.isMarkedNullable) given[parameter] = null else missing(node, parameter, path)
        }
        return if (problems.size == before) create(constructor, given, node, path) else null
    }

    /** A class may refuse values with `require`; its message is the reason. */
    private fun create(constructor: KFunction<Any>, given: Map<KParameter, Any?>, node: DataNode, path: String): Any? =
        try {
            constructor.isAccessible = true
            constructor.callBy(given)
        } catch (e: InvocationTargetException) {
            problem(
                node.line,
                "invalid ${named(path)}",
                e.targetException.message ?: "${e.targetException}",
                "correct it",
            )
        }

    /** A value where the script asks for no particular type. */
    private fun plain(node: DataNode): Any? = when (node) {
        is DataNode.Null -> null
        is DataNode.Sequence -> node.items.map(::plain)
        is DataNode.Mapping -> node.entries.associate { it.key to plain(it.value) }
        is DataNode.Scalar -> PLAIN.firstNotNullOfOrNull { it.of(node) }
    }

    private fun mismatch(node: DataNode, expected: String, path: String) = problem(
        node.line,
        "invalid ${named(path)}: ${node.description}",
        "the script expects $expected there",
        "correct the value, or the type in the script",
    )

    private fun missing(node: DataNode, parameter: KParameter, path: String) = problem(
        node.line,
        "missing ${named(within(path, parameter.name.orEmpty()))}",
        "the script has no default for it",
        "add it to the file, or a default to the class in the script",
    )

    private fun unknown(entry: DataNode.Entry, known: Set<String>, raw: KClass<*>, path: String) = problem(
        entry.line,
        "unknown key '${within(path, entry.key)}'",
        "${raw.simpleName} has ${known.joinToString()}",
        DidYouMean(known).to(entry.key).map { "did you mean '$it'?" }.orElse("remove it, or add it to the class"),
    )

    private fun captures(node: DataNode, raw: KClass<*>, path: String) = problem(
        node.line,
        "cannot create ${named(path)}",
        "the class ${raw.simpleName} uses values of the script",
        "pass what it uses as parameters",
    )

    private fun unsupported(node: DataNode, type: KType, path: String) = problem(
        node.line,
        "unsupported type $type for ${named(path)}",
        "data can be ${scalars.keys.joinToString { it.simpleName.orEmpty() }}, " +
            "enums, lists, sets, maps with text keys, and data classes",
        "use one of these in the script",
    )

    private fun problem(line: Int, what: String, why: String, fix: String): Any? {
        problems += Problem("${place(line)}$what", origin, why, fix)
        return null
    }

    private fun named(path: String) = if (path.isEmpty()) "content" else "'$path'"

    private fun within(path: String, key: String) = if (path.isEmpty()) key else "$path.$key"

    private companion object {
        val PLAIN = listOf(ScalarType.BOOLEAN, ScalarType.INT, ScalarType.LONG, ScalarType.DOUBLE, ScalarType.TEXT)
    }
}
