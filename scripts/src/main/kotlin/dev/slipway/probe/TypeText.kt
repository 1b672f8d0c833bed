package dev.slipway.probe

/** A type as the compiler writes it: `List<Network>?`, `(Int) -> String`. */
internal data class TypeText(val name: String, val arguments: List<TypeText>, val nullable: Boolean) {
    override fun toString(): String {
        val end = if (nullable) "?" else ""
        return when {
            arguments.isEmpty() -> name + end
            name.startsWith("Function") -> "(${arguments.dropLast(1).joinToString()}) -> ${arguments.last()}"
            else -> name + arguments.joinToString(prefix = "<", postfix = ">") + end
        }
    }

    companion object {
        /** Reads it; what is not understood becomes a name that nothing has. */
        fun parse(text: String): TypeText {
            val trimmed = text.trim().removePrefix("suspend ").removePrefix("out ").removePrefix("in ")
            val nullable = trimmed.endsWith("?") && (!trimmed.contains("->") || trimmed.startsWith("(("))
            val whole = if (nullable) trimmed.dropLast(1) else trimmed
            val arrow = topLevel(whole, "->")
            return when {
                arrow >= 0 -> function(whole, arrow)

                whole.startsWith(
                    "(",
                ) && whole.endsWith(")") -> parse(whole.drop(1).dropLast(1)).copy(nullable = nullable)

                whole.endsWith(">") && '<' in whole -> TypeText(
                    whole.substringBefore('<'),
                    split(whole.substringAfter('<').dropLast(1)).map(::parse),
                    nullable,
                )

                else -> TypeText(whole, listOf(), nullable)
            }
        }

        private fun function(text: String, arrow: Int): TypeText {
            val before = text.take(arrow).trim()
            val open = if (before.endsWith(")")) before.indexOf('(') else -1
            val receiver = if (open > 0) listOf(parse(before.take(open).trim().removeSuffix("."))) else listOf()
            val parameters = if (open < 0) listOf() else split(before.drop(open + 1).dropLast(1)).map(::parameter)
            val all = receiver + parameters
            return TypeText("Function${all.size}", all + parse(text.drop(arrow + 2)), false)
        }

        private fun parameter(text: String): TypeText {
            val colon = topLevel(text, ":")
            return parse(if (colon < 0) text else text.drop(colon + 1))
        }

        /** The parts between commas that are in no brackets. */
        private fun split(text: String): List<String> {
            val comma = topLevel(text, ",")
            return when {
                text.isBlank() -> listOf()
                comma < 0 -> listOf(text.trim())
                else -> listOf(text.take(comma).trim()) + split(text.drop(comma + 1))
            }
        }

        private fun topLevel(text: String, sign: String): Int {
            var depth = 0
            for (i in text.indices) {
                if (depth == 0 && text.startsWith(sign, i)) return i
                if (text[i] in "<([") depth++
                if (text[i] in ")]" || (text[i] == '>' && text.getOrNull(i - 1) != '-')) depth--
            }
            return -1
        }
    }
}
