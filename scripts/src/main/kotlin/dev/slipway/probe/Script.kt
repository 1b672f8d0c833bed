package dev.slipway.probe

import dev.slipway.probe.Token.Kind
import java.io.File

/** A script as text, with what it imports. */
internal class Script(val file: File, val text: String) {
    val tokens: List<Token> = Lexer.tokens(text)

    /** What stands after `import`, one each. */
    val imports: List<String>
        get() = tokens.indices.filter { tokens[it].text == "import" && tokens.getOrNull(it - 1).startsLine() }
            .map { i -> tokens.drop(i + 1).takeWhile { it.kind != Kind.BREAK && it.text !in setOf(";", "as") } }
            .map { line -> line.filterNot { it.isSilent }.joinToString("") { it.text } }

    /** The names that scripts which this one imports may give, directly or through others. */
    fun namesOfImports(): Set<Named> {
        val seen = mutableMapOf(file.canonicalFile to this)
        val waiting = ArrayDeque(listOf(this))
        while (waiting.isNotEmpty()) {
            for (other in waiting.removeFirst().importedFiles()) {
                if (other !in seen && other.isFile) {
                    val script = Script(other, other.readText())
                    seen[other] = script
                    waiting.addLast(script)
                }
            }
        }
        return (seen - file.canonicalFile).values.flatMap { namesIn(it.tokens, it.text.length) }.toSet()
    }

    private fun importedFiles(): List<File> {
        val found = IMPORT.findAll(text).filter { it.groupValues[1] == "Import" }
        val paths = found.flatMap { Regex("\"([^\"]*)\"").findAll(it.groupValues[2]) }.map { it.groupValues[1] }
        return paths.map { file.absoluteFile.parentFile.resolve(it).canonicalFile }.toList()
    }

    private fun Token?.startsLine() = this == null || kind == Kind.BREAK || isSign(";")
}
