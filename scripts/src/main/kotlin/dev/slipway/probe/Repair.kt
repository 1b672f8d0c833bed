package dev.slipway.probe

import dev.slipway.probe.Token.Kind

/** The text without those lines that name an import or a jar: where one of them is not there, the compiler goes no further. */
internal fun String.withoutHeaders(broken: Set<Int>): String = split('\n').withIndex().joinToString("\n") { (i, line) ->
    if (i + 1 in broken && line.startsWith("@file:")) " ".repeat(line.length) else line
}

/**
 * Makes the compiler read a script in which something else than the place of interest is broken: what it cannot read is
 * replaced by blanks, so that all that remains keeps its place.
 */
internal class Repair(private val text: String, private val offset: Int) {
    private val tokens = Lexer.tokens(text)
    private val starts = chunkStarts()

    /** The text before and after the place, in which every statement is whole. */
    fun whole(): Pair<String, String> {
        val blanked = StringBuilder(text)
        var closing = ""
        for (chunk in chunks()) {
            val inside = tokens.filter { it.start >= chunk.first && it.end <= chunk.last + 1 }
            if (isWhole(inside)) continue
            if (offset !in chunk && offset != chunk.last + 1) {
                blank(blanked, chunk)
            } else {
                blank(blanked, offset..chunk.last)
                closing = openBrackets(inside.filter { it.end <= offset }).asReversed()
                    .joinToString("") { Token.closing(it.text) }
            }
        }
        return blanked.substring(0, offset) to closing + blanked.substring(offset)
    }

    /** The same text without the statement in a line that the compiler does not understand; null where that is ours. */
    fun without(line: Int): String? {
        val lines = text.split('\n')
        val start = lines.take(line - 1).sumOf { it.length + 1 }
        val end = start + (lines.getOrNull(line - 1)?.length ?: return null)
        val chunk = chunks().find { start in it } ?: return null
        val blanked = StringBuilder(text)
        when {
            offset !in chunk && offset != chunk.last + 1 -> blank(blanked, chunk)

            offset !in start..end && isWhole(tokens.filter { it.start >= start && it.end <= end }) -> blank(
                blanked,
                start..<end,
            )

            else -> return null
        }
        return blanked.toString().takeIf { it != text }
    }

    private fun chunks(): List<IntRange> =
        (starts + text.length).zipWithNext { from, to -> from..<to }.filterNot { it.isEmpty() }

    /** Statements begin where a line begins; what is indented belongs to the one before. */
    private fun chunkStarts(): List<Int> = listOf(0) + tokens.filter { token ->
        token.start > 0 && text[token.start - 1] == '\n' && token.kind != Kind.BREAK &&
            (token.kind != Kind.SIGN || token.text == "@") && token.text !in FOLLOWING
    }.map { it.start }.filter { it > 0 }

    private fun isWhole(tokens: List<Token>): Boolean {
        val open = ArrayDeque<Token>()
        for (token in tokens) {
            if (token.opens) open.addLast(token)
            if (token.closes && open.removeLastOrNull()?.let { Token.closing(it.text) } != token.text) return false
        }
        return open.isEmpty()
    }

    private fun blank(into: StringBuilder, range: IntRange) {
        for (i in range) {
            if (i < into.length && into[i] != '\n') into[i] = ' '
        }
    }

    private companion object {
        val FOLLOWING = setOf("else", "catch", "finally")
    }
}
