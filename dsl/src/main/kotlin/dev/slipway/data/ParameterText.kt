package dev.slipway.data

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.evaluate.Origins
import dev.slipway.model.InvalidInputException
import dev.slipway.model.Problem
import kotlin.reflect.KType

/** Parameters of any type, as text: one value, or a list or map as YAML or JSON. */
@InternalSlipwayApi
public object ParameterText {
    public fun decode(name: String, default: Any?, type: KType, more: List<ScalarType>): Any? {
        val cluster = CurrentScript.cluster()
        val text = cluster.parameters.given(name, default, cluster) ?: return default ?: throw refused(
            "the parameter '$name' is not given",
            "the script has no default for it",
            "give it in a file: --params FILE",
        )
        val node = try {
            DataFormat.YAML.read(text)
        } catch (e: DataSyntaxException) {
            throw refused("the parameter '$name' is neither YAML nor JSON", e.message.orEmpty(), "correct its value")
        }
        val decoder = Decoder(Origins.here(), more) { "parameter '$name': " }
        val value = decoder.decode(node, type)
        if (decoder.problems.isNotEmpty()) {
            throw InvalidInputException(decoder.problems)
        }
        return value
    }

    /** The text of a value in a parameter file, from which the same value is read again. */
    internal fun of(node: DataNode): String = if (node is DataNode.Scalar) node.text else flow(node)

    private fun flow(node: DataNode): String = when (node) {
        is DataNode.Null -> "null"
        is DataNode.Sequence -> node.items.joinToString(",", "[", "]", transform = ::flow)
        is DataNode.Mapping -> node.entries.joinToString(",", "{", "}") { "${quoted(it.key)}:${flow(it.value)}" }
        is DataNode.Scalar -> if (node.isQuoted || !WORD.matches(node.text)) quoted(node.text) else node.text
    }

    private fun quoted(text: String) = text.asSequence().joinToString("", "\"", "\"") { char ->
        when {
            char == '"' || char == '\\' -> "\\$char"
            char < ' ' -> "\\u%04x".format(char.code)
            else -> char.toString()
        }
    }

    /** Numbers and truth values stay what they are; all else is text. */
    private val WORD = Regex("true|false|[-+]?[0-9][0-9.eE+-]*")

    private fun refused(what: String, why: String, fix: String) =
        InvalidInputException(listOf(Problem(what, Origins.here(), why, fix)))
}
