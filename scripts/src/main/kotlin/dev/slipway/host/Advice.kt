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
                    Regex("could not be resolved|artifact|repositor", RegexOption.IGNORE_CASE),
                    "an artifact that the script names was not found",
                    "check group:artifact:version, the network, and @file:Repository",
                ),
            )

        fun on(message: String): Advice = KNOWN.firstOrNull { it.sign.containsMatchIn(message) } ?: OTHERWISE
    }
}
