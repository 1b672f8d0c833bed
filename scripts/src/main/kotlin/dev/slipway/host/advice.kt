package dev.slipway.host

private class Advice(
    val sign: Regex,
    val why: String,
    val fix: String,
)

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
            Regex("^Unused return value|unused", RegexOption.IGNORE_CASE),
            "the line would have no effect",
            "use what it gives, or remove it",
        ),
        Advice(
            Regex("resolve|artifact|repositor|dependenc", RegexOption.IGNORE_CASE),
            "an artifact that the script names was not found",
            "check the coordinates group:artifact:version, the network, and @file:Repository",
        ),
        Advice(
            Regex("Imported source file not found"),
            "@file:Import names a file that is not there",
            "correct the path; it is relative to the importing script",
        ),
    )

/** Why the compiler may have said so, and what to do. */
internal fun advice(message: String): Pair<String, String> =
    KNOWN
        .firstOrNull { it.sign.containsMatchIn(message) }
        ?.let { it.why to it.fix }
        ?: ("the Kotlin compiler does not accept it" to "correct the line")
