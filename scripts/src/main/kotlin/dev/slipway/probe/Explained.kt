package dev.slipway.probe

import dev.slipway.probe.Token.Kind

/**
 * A declaration with what is said of it.
 *
 * @property owner the class that it is in; empty for none
 * @property parameters the types of the parameters of a function; null for what is none
 */
internal data class Explained(
    val owner: String,
    val name: String,
    val parameters: List<String>?,
    val sentence: String,
) {
    companion object {
        private const val MOST_MODIFIERS = 16
        private val DECLARING = setOf("fun", "val", "var", "class", "interface", "object")

        fun all(source: String): List<Explained> = Reader(Lexer.tokens(source).filter { it.kind != Kind.BREAK }).all()

        /** The first sentence, without the marks of links. */
        fun sentence(comment: String): String {
            val lines = comment.removePrefix("/**").removeSuffix("*/").lines().map {
                it.trim().removePrefix("*").trim()
            }
            val paragraph = lines.dropWhile { it.isEmpty() }.takeWhile {
                it.isNotEmpty() && !it.startsWith("```") &&
                    !it.startsWith("@")
            }
            val text = paragraph.joinToString(" ").replace(Regex("""\[([\w.]+)]"""), "$1")
            return Regex("""^(?:`[^`]*`|[^`])*?[.!?](?=\s|$)""").find(text)?.value ?: text
        }
    }

    private class Reader(private val tokens: List<Token>) {
        private val found = mutableListOf<Explained>()
        private val classes = ArrayDeque<Pair<String, Int>>()
        private var heading: Pair<String, Int>? = null
        private var depth = 0

        fun all(): List<Explained> {
            tokens.forEachIndexed { i, token ->
                when {
                    token.isSign("{", "\${", "(", "[") -> open(token)

                    token.closes -> close()

                    token.text in setOf("class", "interface", "object") && tokens.getOrNull(i + 1)?.kind == Kind.WORD ->
                        heading = tokens[i + 1].text to depth

                    token.text.startsWith("/**") -> declared(i)?.let(found::add)
                }
            }
            return found
        }

        private fun open(token: Token) {
            if (token.text == "{" && heading?.second == depth) {
                heading?.let { classes.addLast(it.first to depth) }
                heading = null
            }
            depth++
        }

        private fun close() {
            depth--
            if (classes.lastOrNull()?.second == depth) classes.removeLast()
        }

        /** What the comment at [i] is about: the next declaration, or a value of an enum. */
        private fun declared(i: Int): Explained? {
            val sentence = sentence(tokens[i].text)
            val owner = heading?.takeIf { depth > it.second }?.first ?: classes.lastOrNull()?.first.orEmpty()
            val keyword = (i + 1..minOf(i + MOST_MODIFIERS, tokens.lastIndex))
                .firstOrNull { tokens[it].text in DECLARING && tokens.getOrNull(it + 1)?.text != "interface" }
            val next = tokens.getOrNull(i + 1) ?: return null
            if (keyword == null ||
                (i + 1..<keyword).any { tokens[it].isSign(",", "{", "}", ";") || tokens[it].kind == Kind.COMMENT }
            ) {
                return Explained(owner, next.text, null, sentence)
            }
            val end = nameEnd(keyword + 1)
            val name = tokens.getOrNull(end)?.text ?: return null
            return Explained(owner, name, if (tokens[keyword].text == "fun") parameters(end + 1) else null, sentence)
        }

        /** The last token of a name that may have type parameters and a receiver before it: `<T> List<T>.name`. */
        private fun nameEnd(start: Int): Int {
            var i = start
            var angles = 0
            var name = start
            while (i < tokens.size) {
                val token = tokens[i]
                when {
                    token.isSign("<") -> angles++

                    token.isSign(">") -> angles--

                    angles == 0 && token.kind == Kind.WORD && !(i > start && tokens[i - 1].kind == Kind.WORD) ->
                        name =
                            i

                    angles == 0 && !token.isSign(".", "?.", "?") -> return name
                }
                i++
            }
            return name
        }

        private fun parameters(open: Int): List<String> {
            val types = mutableListOf<String>()
            var nested = 0
            var type: StringBuilder? = null
            for (token in tokens.drop(open)) {
                if (token.opens || token.isSign("<")) nested++
                if (token.closes || token.isSign(">")) nested--
                when {
                    nested == 0 || (nested == 1 && token.isSign(",", "=")) -> {
                        type?.let { types += it.toString() }
                        type = null
                        if (nested == 0) return types
                    }

                    nested == 1 && token.isSign(":") && type == null -> type = StringBuilder()

                    else -> type?.append(
                        if (token.isSign("->")) {
                            " -> "
                        } else if (token.isSign(",")) {
                            ", "
                        } else {
                            token.text
                        },
                    )
                }
            }
            return types
        }
    }
}
