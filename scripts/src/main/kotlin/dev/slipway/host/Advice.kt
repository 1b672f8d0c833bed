package dev.slipway.host

/** Why the compiler may have said something, and what to do; [what] where its own words would not be understood. */
internal class Advice(private val sign: Regex, val why: String, val fix: String, val what: String? = null) {
    companion object {
        private val OTHERWISE = Advice(Regex(""), "the Kotlin compiler does not accept it", "correct the line")

        private val IMPORT_CYCLE = "imports lead back to where they began"

        private val KNOWN =
            listOf(
                Advice(
                    Regex("^Unresolved reference"),
                    "no word of that name is known here",
                    "check the spelling and that the word belongs in this block; words of Slipway need: import dev.slipway.dsl.*",
                ),
                Advice(
                    Regex("implicit receiver"),
                    "the word belongs to a block further out",
                    "move the line out of this block",
                ),
                Advice(
                    Regex("actual type is '(Secret|Output<.*>)', but 'String' was expected"),
                    "what is known only later is no text yet",
                    "where a word takes it, the word is called with it, such as content(secret(\"NAME\"))",
                ),
                Advice(
                    Regex("actual type is '.*', but '\\(\\) -> .*' was expected"),
                    "the word takes a block in braces, which gives the value",
                    "write it in braces, such as output(\"name\") { value }",
                ),
                Advice(
                    Regex("actual type is 'String', but 'Part' was expected"),
                    "the word takes what another word returned, not its name",
                    "give it a name and pass that: val site by exec { ... }, and then after(site)",
                ),
                Advice(
                    Regex("type mismatch|Initializer type|Assignment type", RegexOption.IGNORE_CASE),
                    "the value is of another type than the word takes",
                    "give a value of the type that it takes",
                ),
                Advice(
                    Regex("^Unused return value"),
                    "the line would have no effect",
                    "use what it gives, or remove it",
                ),
                Advice(
                    Regex("recursive script dependencies|Cannot compute a topological sort"),
                    IMPORT_CYCLE,
                    "move what both need into a third script that both import",
                    "the script imports itself, directly or through others",
                ),
                Advice(
                    Regex("Imported source file not found"),
                    "@file:Import names a file that is not there",
                    "correct the path; it is relative to the importing script",
                ),
                Advice(
                    Regex("^File '.*' not found"),
                    "@file:DependsOn names a file that is not there",
                    "correct the path, or name an artifact as group:artifact:version",
                ),
                Advice(
                    Regex("is a directory, not a jar"),
                    "@file:DependsOn names a directory",
                    "name a jar, or an artifact as group:artifact:version",
                ),
                Advice(
                    Regex("OutOfMemoryError|Java heap space|GC overhead"),
                    "a script as large as this takes the compiler more memory than it has",
                    "split the script with @file:Import or use loops, or give more, such as SLIPWAY_COMPILER_MEMORY=2g",
                    "the compiler runs out of memory",
                ),
                Advice(
                    Regex("StackOverflowError"),
                    "an expression in it is nested too deeply, or too long",
                    "give names to parts of it",
                    "the compiler runs out of stack",
                ),
                Advice(
                    Regex("Method too large|MethodTooLarge|Class too large"),
                    "the Java platform has a limit for the code of one file",
                    "split the script with @file:Import, or use functions and loops",
                    "the script is too large",
                ),
                Advice(
                    Regex("could not be resolved|artifact|repositor", RegexOption.IGNORE_CASE),
                    "an artifact that the script names was not found",
                    "check group:artifact:version, the network, and @file:Repository",
                ),
            )

        private val ELSEWHERE =
            Regex("^Candidate '(?:fun|va[lr]) (?:<[^>]*> )?(\\w+)\\.(\\w+)\\b.* receiver type mismatch")

        /** Whether a word was used that only another block has; then whatever else is said of the line is a consequence. */
        fun isElsewhere(message: String): Boolean = ELSEWHERE.containsMatchIn(message)

        private val UNKNOWN = Regex("^Unresolved reference '([^']+)'")

        /** @param imported whether the file imports the words of Slipway */
        fun on(message: String, imported: Boolean): Advice {
            ELSEWHERE.find(message)?.let {
                val (block, word) = it.destructured
                val fix = Words.home(block) ?: "move the line out of this block"
                return Advice(ELSEWHERE, "the word belongs to another block", fix, "'$word' does not belong here")
            }
            val usual = KNOWN.firstOrNull { it.sign.containsMatchIn(message) } ?: OTHERWISE
            val better = UNKNOWN.find(message)?.let { Words.advice(it.groupValues[1], imported) } ?: return usual
            return Advice(usual.sign, usual.why, better)
        }
    }
}
