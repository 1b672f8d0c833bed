package dev.slipway.data

import dev.slipway.evaluate.InternalSlipwayApi
import java.math.BigDecimal

/** A document of a manifest, and the line that it begins on. */
@InternalSlipwayApi
public class ManifestDocument(public val line: Int, public val content: Map<String, Any>)

/** A manifest that cannot be read. */
@InternalSlipwayApi
public class ManifestException(public val line: Int, message: String) : RuntimeException(message)

/**
 * Reads manifests of Kubernetes as kubectl does. Its library resolves plain scalars by YAML 1.1 (sigs.k8s.io/yaml
 * goyaml.v2/resolve.go): `yes`, `no`, `on` and `off` are Booleans, and `0644` is octal. Keys that hold null are left out, and
 * `<<` merges. Size, depth and the number of values are limited, after aliases are expanded; duplicate keys are refused.
 */
@InternalSlipwayApi
public object ManifestReader {
    private const val MOST_CHARACTERS = 16 shl 20
    private val TRUE = setOf("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")
    private val FALSE = setOf("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")
    private val NULL = setOf("", "~", "null", "Null", "NULL")
    private val WHOLE = Regex("[-+]?(0|[1-9][0-9_]*)")
    private val OCTAL = Regex("([-+]?)0o?([0-7_]+)")
    private val HEX = Regex("([-+]?)0x([0-9a-fA-F_]+)")
    private val DECIMAL = Regex("[-+]?[0-9]*\\.?[0-9]+([eE][-+][0-9]+)?|[-+]?[0-9]+\\.")
    private const val OCTAL_BASE = 8
    private const val HEX_BASE = 16

    public fun read(text: String): List<ManifestDocument> {
        if (text.length > MOST_CHARACTERS) {
            throw ManifestException(1, "it has ${text.length} characters, and at most $MOST_CHARACTERS are read")
        }
        val roots = try {
            YamlReader(isJson = false).readAll(text)
        } catch (e: DataSyntaxException) {
            throw ManifestException(e.line, e.message.orEmpty())
        }
        return roots.filterNot { isNothing(it) }.map { root ->
            val content = root as? DataNode.Mapping
                ?: throw ManifestException(root.line, "a document is a map of fields, and this is ${root.description}")
            ManifestDocument(root.line, map(content))
        }
    }

    private fun isNothing(node: DataNode) =
        node is DataNode.Null || (node is DataNode.Scalar && !node.isQuoted && node.text in NULL)

    private fun map(node: DataNode.Mapping): Map<String, Any> {
        val merged = linkedMapOf<String, Any>()
        node.entries.filter { it.key == "<<" }.forEach { entry ->
            sources(entry.value).forEach { source ->
                map(source).forEach { (key, value) -> merged.putIfAbsent(key, value) }
            }
        }
        node.entries.filter { it.key != "<<" }.forEach { entry ->
            val value = plain(entry.value)
            if (value == null) merged.remove(entry.key) else merged[entry.key] = value
        }
        return merged
    }

    private fun sources(node: DataNode): List<DataNode.Mapping> = when (node) {
        is DataNode.Mapping -> listOf(node)
        is DataNode.Sequence -> node.items.flatMap { sources(it) }
        else -> throw ManifestException(node.line, "<< merges maps, and this is ${node.description}")
    }

    private fun plain(node: DataNode): Any? = when (node) {
        is DataNode.Null -> null
        is DataNode.Mapping -> map(node)
        is DataNode.Sequence -> node.items.mapNotNull { plain(it) }
        is DataNode.Scalar -> if (node.isQuoted) node.text else scalar(node)
    }

    private fun scalar(node: DataNode.Scalar): Any? {
        val text = node.text
        return when {
            text in NULL -> null
            text in TRUE -> true
            text in FALSE -> false
            WHOLE.matches(text) -> whole(node, text.removePrefix("+").replace("_", ""))
            OCTAL.matches(text) -> based(node, OCTAL.matchEntire(text), OCTAL_BASE)
            HEX.matches(text) -> based(node, HEX.matchEntire(text), HEX_BASE)
            DECIMAL.matches(text) -> BigDecimal(text)
            else -> text
        }
    }

    private fun based(node: DataNode.Scalar, match: MatchResult?, base: Int): Any {
        val (sign, digits) = checkNotNull(match).destructured
        return digits.replace("_", "").toLongOrNull(base)?.let { if (sign == "-") -it else it } ?: tooLarge(node)
    }

    private fun whole(node: DataNode.Scalar, digits: String): Any = digits.toLongOrNull() ?: tooLarge(node)

    private fun tooLarge(node: DataNode.Scalar): Nothing =
        throw ManifestException(node.line, "the number ${node.text} is too large; write it in quotes if it is text")
}
