package dev.slipway.probe

import dev.slipway.probe.Token.Kind

/**
 * What stands around a place in a script.
 *
 * @property form what may be written there
 * @property start where the word begins that stands there, or the place itself
 * @property end where that word ends
 * @property prefix the part of the word before the place
 * @property before the tokens before the word, without breaks and comments
 */
internal class Spot(val form: Form, val start: Int, val end: Int, val prefix: String, val before: List<Token>) {
    /** The name of a class, if that is what stands before the dot; empty for everything else. */
    val qualifier: String get() = path.joinToString("") { it.text }

    /** Where what is to be replaced by questions begins: the word, or the name of the class before it. */
    val from: Int get() = path.firstOrNull()?.start ?: start

    private val path: List<Token> by lazy {
        val words = before.dropLast(1).takeLastWhile { it.kind == Kind.WORD || it.isSign(".") }
        val isClass = words.lastOrNull()?.text?.get(0)?.isUpperCase() == true && words.first().kind == Kind.WORD
        if (form == Form.MEMBER && before.last().isSign(".") && isClass) words else listOf()
    }

    enum class Form {
        /** Anything that has a value, or does something. */
        EXPRESSION,

        /** What comes after a dot. */
        MEMBER,

        /** A word between two values, such as `via`. */
        INFIX,

        /** The name of a class. */
        TYPE,

        /** Text, a comment, a new name: nothing that is known already. */
        NOTHING,
    }

    companion object {
        private val NAMING =
            setOf("val", "var", "fun", "class", "interface", "object", "typealias", "import", "package", "enum")
        private val TYPING = setOf("is", "as")

        /** These need a value after them, so no infix word can follow. */
        private val LEADING =
            setOf("return", "else", "in", "is", "as", "by", "throw", "do", "try", "finally", "if", "while", "when")
        private val CONDITIONS = setOf("if", "while", "for", "when", "catch")

        fun of(tokens: List<Token>, offset: Int): Spot {
            val word = tokens.find { it.kind == Kind.WORD && offset in it.start..it.end && it.text[0] != '`' }
            val start = word?.start ?: offset
            val prefix = word?.text?.take(offset - start).orEmpty()
            val passed = tokens.filter { it.end <= start && it !== word }
            val form = if (tokens.any { offset.isWithin(it) }) Form.NOTHING else form(passed)
            return Spot(form, start, word?.end ?: offset, prefix, passed.filterNot { it.isSilent })
        }

        private fun Int.isWithin(token: Token): Boolean = when (token.kind) {
            Kind.NUMBER -> this > token.start && this <= token.end

            Kind.COMMENT -> this > token.start && (this < token.end || token.text.startsWith("//"))

            Kind.TEXT ->
                (this > token.start || token.text[0] !in QUOTES) && this >= token.start &&
                    (this < token.end || (this == token.end && token.text.last() !in QUOTES))

            else -> token.text.startsWith("`") && this > token.start && this < token.end
        }

        private fun form(passed: List<Token>): Form {
            val line = passed.takeLastWhile { it.kind != Kind.BREAK }.filterNot { it.isSilent }
            val last = passed.lastOrNull { !it.isSilent } ?: return Form.EXPRESSION
            return when {
                line.firstOrNull()?.text in setOf("import", "package") -> Form.NOTHING
                last.isSign(".", "?.") -> Form.MEMBER
                last.isSign(":") || last.text in TYPING -> Form.TYPE
                last.isSign("@", "::") || last.text in NAMING -> Form.NOTHING
                isValue(line, line.lastIndex) -> Form.INFIX
                else -> Form.EXPRESSION
            }
        }

        /** Whether a value ends with this token of a line, so that only an operator can follow. */
        private fun isValue(line: List<Token>, i: Int): Boolean {
            val token = line.getOrNull(i) ?: return false
            return when (token.kind) {
                Kind.NUMBER -> true
                Kind.TEXT -> token.text.last() in QUOTES
                Kind.SIGN -> token.isSign("]", "}", "!!") || (token.isSign(")") && !closesCondition(line, i))
                Kind.WORD -> token.text !in LEADING && token.text !in NAMING && !isOperator(line, i)
                else -> false
            }
        }

        /** Whether this word stands between two values. */
        private fun isOperator(line: List<Token>, i: Int) =
            i > 0 && !line[i - 1].isSign(".", "?.") && isValue(line, i - 1)

        private fun closesCondition(line: List<Token>, close: Int): Boolean {
            var depth = 0
            for (i in close downTo 0) {
                if (line[i].closes) depth++
                if (line[i].opens) depth--
                if (depth == 0) return line.getOrNull(i - 1)?.text in CONDITIONS
            }
            return false
        }

        private const val QUOTES = "\"'"
    }
}
