package dev.slipway.probe

import dev.slipway.probe.Token.Kind

/**
 * Takes Kotlin apart, also what does not compile: which place is text, which is code, which bracket is open. It knows
 * no grammar; that is for the compiler to judge.
 */
internal class Lexer private constructor(private val source: String) {
    private val tokens = mutableListOf<Token>()
    private var at = 0

    private fun all(): List<Token> {
        if (source.startsWith("#!")) {
            take(Kind.COMMENT, endOfLine())
        }
        while (at < source.length) {
            code()
        }
        return tokens
    }

    private fun code() {
        val char = source[at]
        when {
            char == '\n' -> take(Kind.BREAK, at + 1)
            char.isWhitespace() -> at++
            source.startsWith("//", at) -> take(Kind.COMMENT, endOfLine())
            source.startsWith("/*", at) -> take(Kind.COMMENT, endOfComment())
            source.startsWith(RAW, at) -> string(RAW)
            char == '"' -> string("\"")
            char == '\'' -> take(Kind.TEXT, endOfChar())
            char == '`' -> take(Kind.WORD, minOf(source.indexOf('`', at + 1).orEnd() + 1, source.length))
            char.isDigit() -> take(Kind.NUMBER, endOfNumber())
            char.isNamed() -> take(Kind.WORD, endOfName(at))
            else -> take(Kind.SIGN, at + (SIGNS.firstOrNull { source.startsWith(it, at) }?.length ?: 1))
        }
    }

    /** Text, with the code that is in it as code. */
    private fun string(quote: String) {
        var from = at
        at += quote.length
        while (at < source.length) {
            when {
                source.startsWith(quote, at) -> {
                    at += quote.length
                    return text(from)
                }

                quote != RAW && source[at] == '\n' -> {
                    return text(from)
                }

                quote != RAW && source[at] == '\\' -> {
                    at = minOf(at + 2, source.length)
                }

                source.startsWith("\${", at) -> {
                    text(from)
                    template()
                    from = at
                }

                source[at] == '$' && source.getOrNull(at + 1)?.isNamed() == true -> {
                    text(from)
                    take(Kind.SIGN, at + 1)
                    take(Kind.WORD, endOfName(at))
                    from = at
                }

                else -> {
                    at++
                }
            }
        }
        text(from)
    }

    private fun template() {
        take(Kind.SIGN, at + 2)
        var depth = 1
        while (at < source.length && depth > 0) {
            code()
            val last = tokens.lastOrNull() ?: continue
            if (last.end == at && last.start != last.end) {
                if (last.isSign("{")) depth++
                if (last.isSign("}")) depth--
            }
        }
    }

    private fun text(from: Int) {
        if (at > from) {
            tokens += Token(Kind.TEXT, source.substring(from, at), from, at)
        }
    }

    private fun take(kind: Kind, end: Int) {
        tokens += Token(kind, source.substring(at, end), at, end)
        at = end
    }

    private fun endOfLine() = source.indexOf('\n', at).orEnd()

    private fun endOfName(from: Int): Int {
        var end = from
        while (end < source.length && (source[end].isNamed() || source[end].isDigit())) end++
        return end
    }

    private fun endOfNumber(): Int {
        val whole = endOfName(at)
        return if (source.getOrNull(whole) == '.' && source.getOrNull(whole + 1)?.isDigit() == true) {
            endOfName(whole + 1)
        } else {
            whole
        }
    }

    private fun endOfChar(): Int {
        val line = endOfLine()
        val end = source.indexOf('\'', if (source.getOrNull(at + 1) == '\\') at + 3 else at + 1)
        return if (end in 0..<line) end + 1 else line
    }

    /** Comments may stand in comments. */
    private fun endOfComment(): Int {
        var depth = 0
        var end = at
        do {
            when {
                source.startsWith("/*", end) -> depth++.also { end += 2 }
                source.startsWith("*/", end) -> depth--.also { end += 2 }
                else -> end++
            }
        } while (depth > 0 && end < source.length)
        return minOf(end, source.length)
    }

    private fun Int.orEnd() = if (this < 0) source.length else this

    private fun Char.isNamed() = isLetter() || this == '_' || isSurrogate()

    companion object {
        private const val RAW = "\"\"\""
        private val SIGNS = listOf("?.", "::", "->", "?:", "!!", "==", "!=", "+=", "-=", "*=", "/=", "&&", "||", "..")

        fun tokens(source: String): List<Token> = Lexer(source).all()
    }
}
