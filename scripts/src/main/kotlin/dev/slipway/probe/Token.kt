package dev.slipway.probe

/** A piece of Kotlin, from [start] to before [end]. */
internal data class Token(val kind: Kind, val text: String, val start: Int, val end: Int) {
    enum class Kind { WORD, NUMBER, SIGN, TEXT, COMMENT, BREAK }

    val opens: Boolean get() = kind == Kind.SIGN && text in OPENING

    val closes: Boolean get() = kind == Kind.SIGN && text in CLOSING

    /** Whether nothing is written between the pieces at both ends of it. */
    val isSilent: Boolean get() = kind == Kind.BREAK || kind == Kind.COMMENT

    fun isSign(vararg signs: String): Boolean = kind == Kind.SIGN && text in signs

    companion object {
        private val OPENING = setOf("{", "(", "[", "\${")
        private val CLOSING = setOf("}", ")", "]")

        /** What closes what this opens. */
        fun closing(opening: String): String = when (opening) {
            "(" -> ")"
            "[" -> "]"
            else -> "}"
        }
    }
}
