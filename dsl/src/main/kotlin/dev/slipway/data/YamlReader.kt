package dev.slipway.data

import org.snakeyaml.engine.v2.api.LoadSettings
import org.snakeyaml.engine.v2.api.lowlevel.Compose
import org.snakeyaml.engine.v2.common.FlowStyle
import org.snakeyaml.engine.v2.common.ScalarStyle
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException
import org.snakeyaml.engine.v2.exceptions.YamlEngineException
import org.snakeyaml.engine.v2.nodes.CollectionNode
import org.snakeyaml.engine.v2.nodes.MappingNode
import org.snakeyaml.engine.v2.nodes.Node
import org.snakeyaml.engine.v2.nodes.ScalarNode
import org.snakeyaml.engine.v2.nodes.SequenceNode
import org.snakeyaml.engine.v2.nodes.Tag
import org.snakeyaml.engine.v2.schema.CoreSchema

/**
 * Reads YAML 1.2 with its core schema, so `no` and `1:30` are text. JSON is read by the same library, and what YAML allows
 * beyond JSON is refused. Files are limited in size, depth and aliases, so a hostile file costs little.
 */
internal class YamlReader(private val isJson: Boolean) {
    private var nodes = 0

    fun read(text: String): DataNode =
        checked { Compose(SETTINGS).composeString(text) }.map { convert(it, 0) }.orElse(DataNode.Null(1))

    /** The documents of a file, of which there may be several. */
    fun readAll(text: String): List<DataNode> =
        checked { Compose(SETTINGS).composeAllFromString(text).toList() }.map { convert(it, 0) }

    private fun <T> checked(read: () -> T): T = try {
        read()
    } catch (e: MarkedYamlEngineException) {
        throw DataSyntaxException(e.problemMark.map { it.line + 1 }.orElse(1), e.problem.orEmpty())
    } catch (e: YamlEngineException) {
        throw DataSyntaxException(1, e.message.orEmpty())
    }

    private fun convert(node: Node, depth: Int): DataNode {
        if (++nodes > MOST_NODES) throw DataSyntaxException(line(node), "it has more than $MOST_NODES values")
        if (depth > DEEPEST) throw DataSyntaxException(line(node), "it is nested more than $DEEPEST deep")
        if (isJson && node is CollectionNode<*> && node.flowStyle != FlowStyle.FLOW) {
            throw DataSyntaxException(line(node), "JSON needs braces or brackets here")
        }
        return when (node) {
            is MappingNode -> DataNode.Mapping(entries(node, depth), line(node))
            is SequenceNode -> DataNode.Sequence(node.value.map { convert(it, depth + 1) }, line(node))
            else -> scalar(node as ScalarNode)
        }
    }

    private fun entries(node: MappingNode, depth: Int): List<DataNode.Entry> {
        val lines = mutableMapOf<String, Int>()
        return node.value.map { tuple ->
            val key =
                tuple.keyNode as? ScalarNode ?: throw DataSyntaxException(line(tuple.keyNode), "a key must be text")
            if (isJson && key.scalarStyle != ScalarStyle.DOUBLE_QUOTED) {
                throw DataSyntaxException(line(key), "the key ${key.value} must be in double quotes")
            }
            lines.put(key.value, line(key))?.let {
                throw DataSyntaxException(line(key), "the key '${key.value}' is already on line $it")
            }
            DataNode.Entry(key.value, convert(tuple.valueNode, depth + 1), line(key))
        }
    }

    private fun scalar(node: ScalarNode): DataNode {
        val isPlain = node.scalarStyle == ScalarStyle.PLAIN
        val isJsonText = node.scalarStyle == ScalarStyle.DOUBLE_QUOTED || (isPlain && JSON_WORD.matches(node.value))
        if (isJson && !isJsonText) {
            throw DataSyntaxException(line(node), "the text ${node.value} must be in double quotes")
        }
        return when (node.tag) {
            Tag.NULL -> DataNode.Null(line(node))
            else -> DataNode.Scalar(node.value, isQuoted = !isPlain, line(node))
        }
    }

    private fun line(node: Node) = node.startMark.map { it.line + 1 }.orElse(1)

    private companion object {
        const val MOST_NODES = 1_000_000
        const val DEEPEST = 100
        const val MOST_CHARACTERS = 16 shl 20
        val JSON_WORD = Regex("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")
        val SETTINGS: LoadSettings = LoadSettings.builder()
            .setSchema(CoreSchema())
            .setCodePointLimit(MOST_CHARACTERS)
            .setMaxAliasesForCollections(Int.MAX_VALUE) // what they expand to is counted
            .setUseMarks(true)
            .build()
    }
}
