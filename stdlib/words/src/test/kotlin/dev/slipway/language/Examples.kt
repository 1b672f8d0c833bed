package dev.slipway.language

import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.extension
import kotlin.io.path.name
import kotlin.io.path.readLines
import kotlin.io.path.walk

/** A declaration that operators see, with what its documentation says. */
class Word(
    val file: String,
    val line: Int,
    val owner: String,
    val text: String,
    val doc: List<String>?,
    val isMachinery: Boolean,
) {
    val isType get() = TYPE.containsMatchIn(text.substringBefore('('))

    val name get() = NAME.find(text)?.groupValues?.get(1)

    /** Code that shows how to use it: a block of its own, or code after a colon. */
    val examples: List<String>
        get() {
            val said = doc.orEmpty().joinToString("\n")
            val blocks = BLOCK.findAll(said).map { it.groupValues[1] }
            val inline = INLINE.findAll(said.replace(BLOCK, "").replace("\n", " ")).map { it.groupValues[1] }
            return (blocks + inline).toList()
        }

    override fun toString() = "$file:$line: $text"

    companion object {
        private val TYPE = Regex("""\b(class|interface|object)\b""")
        private val NAME = Regex("""\b(?:fun|val|var) (?:\w+\.)?(\w+)""")
        private val BLOCK = Regex("""```\n(.*?)\n```""", RegexOption.DOT_MATCHES_ALL)
        private val INLINE = Regex(""": `([^`]+)`""")
    }
}

/** Finds the words in sources. It knows just the little of Kotlin that our formatter leaves possible. */
object Words {
    private val DEED = Regex(""" (\{|= |get\(\))""")
    private val VALUE = Regex("""public va[lr] """)
    private val sources = listOf("../../dsl/src/main/kotlin/dev/slipway", "src/main/kotlin/dev/slipway")
    private val declaration = Regex("""^( {0,4})public .*""")
    private val type = Regex("""^(public |internal |private )?.*\b(class|interface|object) (\w+)(<[^>]*>)?""")

    /** What operators write. */
    fun all(): List<Word> = below("dsl").filterNot { it.isMachinery }

    /** What is public in a package. */
    fun below(name: String): List<Word> = sources.map { Path.of(it, name) }.filter { it.exists() }.flatMap { root ->
        root.walk().filter { it.extension == "kt" }.sorted().flatMap { words(it) }
    }

    /** From the first line to where the parentheses close, without what it does. */
    private fun signature(lines: List<String>): String {
        var text = ""
        for ((i, line) in lines.withIndex()) {
            text += line.trim() + " "
            val next = lines.getOrElse(i + 1) { "" }.trim()
            val goesOn = text.trim().last() in ":," || next.startsWith("constructor") || next.startsWith("@Jvm") ||
                (next == "@InternalSlipwayApi" && "class " in text)
            if (text.count { it == '(' } <= text.count { it == ')' } && !goesOn) break
        }
        text = text.replace(Regex("""/\*\*.*?\*/ """), "")
        var depth = 0
        val end = text.indices.firstOrNull { i ->
            when (text[i]) {
                '(', '<' -> depth++
                ')' -> depth--
                '>' -> if (text[i - 1] != '-') depth--
            }
            // A property of a constructor ends before the next one, or with the constructor.
            depth < 0 || (depth == 0 && (DEED.matchesAt(text, i) || (text[i] == ',' && VALUE.matchesAt(text, 0))))
        }
        return text.substring(0, end ?: text.length).replace("( ", "(").replace(", )", ")").trim()
    }

    private fun words(file: Path): List<Word> {
        val found = mutableListOf<Word>()
        var doc: MutableList<String>? = null
        var open = false
        var machinery = false
        var owner = ""
        val lines = file.readLines()
        lines.forEachIndexed { i, line ->
            val text = line.trim()
            when {
                open || text.startsWith("/**") -> {
                    doc = if (open) doc else mutableListOf()
                    doc?.add(text.removePrefix("/**").removeSuffix("*/").removePrefix("*").removePrefix(" ").trimEnd())
                    open = !text.endsWith("*/")
                }

                text.startsWith("@") && !text.startsWith("@property") -> {
                    machinery = machinery || text.startsWith("@InternalSlipwayApi")
                }

                else -> {
                    if (declaration.matches(line)) {
                        found +=
                            Word(
                                file.name,
                                i + 1,
                                if (line.startsWith(" ")) owner else "",
                                signature(lines.drop(i)),
                                doc,
                                machinery,
                            )
                    }
                    type.find(line)?.takeIf { !line.startsWith(" ") }?.let {
                        owner = it.groupValues[3] + if (it.groupValues[4].isEmpty()) "" else "<*>"
                    }
                    doc = null
                    machinery = false
                }
            }
        }
        return found
    }
}
