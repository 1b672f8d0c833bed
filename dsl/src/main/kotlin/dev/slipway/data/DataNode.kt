package dev.slipway.data

/** A part of a data file, with the line that it is on. The three formats have it in common. */
internal sealed interface DataNode {
    val line: Int

    /** What an error message calls it. */
    val description: String

    data class Null(override val line: Int) : DataNode {
        override val description get() = "nothing"
    }

    /** A number, a truth value or text. Text that a file has in quotes is never a number. */
    data class Scalar(val text: String, val isQuoted: Boolean, override val line: Int) : DataNode {
        override val description get() = if (isQuoted) "the text \"$text\"" else "'$text'"
    }

    data class Sequence(val items: List<DataNode>, override val line: Int) : DataNode {
        override val description get() = "a list"
    }

    data class Mapping(val entries: List<Entry>, override val line: Int) : DataNode {
        override val description get() = "a map"
    }

    data class Entry(val key: String, val value: DataNode, val line: Int)
}

/** The text of a data file does not follow its format. */
internal class DataSyntaxException(val line: Int, message: String) : RuntimeException(message)
