package dev.slipway.evaluate

/**
 * What the frames of a class mean for the place of a declaration. It is found out once for each class: scripts ask for places
 * thousands of times, and to turn a frame into text is what takes longest.
 */
internal class FrameClass private constructor(val role: Role, private val lines: InlinedLines) {
    enum class Role {
        /** A word, or a library that words use. */
        WORD,

        /** What calls a script: below it are no lines of it. */
        HOST,

        /** Written by the operator, in a script. */
        SCRIPT,

        /** Any other program. */
        OTHER,
    }

    /** The frame of a script with the line that is in the source. */
    fun at(frame: StackTraceElement): StackTraceElement = lines.at(frame)

    companion object {
        private const val SCRIPT = ".kts"
        private const val HOST = "dev.slipway.script."
        private val words = listOf(
            "dev.slipway.dsl.",
            "dev.slipway.evaluate.",
            "dev.slipway.data.",
            "java.",
            "jdk.",
            "kotlin.",
        )

        private val known = object : ClassValue<FrameClass>() {
            override fun computeValue(type: Class<*>) = read(type)
        }

        fun of(type: Class<*>): FrameClass = known.get(type)

        private fun read(type: Class<*>): FrameClass {
            val name = type.name
            if (name.startsWith(HOST)) return FrameClass(Role.HOST, InlinedLines.NONE)
            if (words.any(name::startsWith)) return FrameClass(Role.WORD, InlinedLines.NONE)
            val resource = type.classLoader?.getResourceAsStream("${name.replace('.', '/')}.class")
            val file = resource?.use { ClassFile.read(it.readAllBytes()) }
            return when {
                file?.source?.endsWith(SCRIPT) == true -> FrameClass(Role.SCRIPT, InlinedLines.of(file.sourceMap))
                else -> FrameClass(Role.OTHER, InlinedLines.NONE)
            }
        }
    }
}
