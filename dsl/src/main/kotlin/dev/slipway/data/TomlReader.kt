package dev.slipway.data

import org.tomlj.Toml
import org.tomlj.TomlArray
import org.tomlj.TomlPosition
import org.tomlj.TomlTable

/** Reads TOML 1.0. Dates and times are text. */
internal object TomlReader {
    fun read(text: String): DataNode {
        val parsed = Toml.parse(text)
        parsed.errors().firstOrNull()?.let { throw DataSyntaxException(it.position().line(), it.message.orEmpty()) }
        return table(parsed, 1)
    }

    private fun table(table: TomlTable, line: Int): DataNode = DataNode.Mapping(
        table.keySet().sorted().map { key ->
            val at = line(table.inputPositionOf(listOf(key)), line)
            DataNode.Entry(key, node(table.get(listOf(key)), at), at)
        },
        line,
    )

    private fun array(array: TomlArray, line: Int): DataNode =
        DataNode.Sequence(List(array.size()) { node(array.get(it), line(array.inputPositionOf(it), line)) }, line)

    private fun node(value: Any?, line: Int): DataNode = when (value) {
        is TomlTable -> table(value, line)
        is TomlArray -> array(value, line)
        else -> DataNode.Scalar(value.toString(), isQuoted = value is String, line)
    }

    private fun line(position: TomlPosition?, otherwise: Int) = position?.line() ?: otherwise
}
