package dev.slipway.probe

import java.io.File
import java.util.zip.ZipFile

/**
 * What authors say of their words, out of the sources that lie beside the jars.
 *
 * @param sources directories or jars of `.kt` files
 */
internal class Docs(private val sources: List<File>) {
    private val explained: Map<String, List<Explained>> by lazy {
        sources.flatMap(::texts).flatMap { Explained.all(it) }.groupBy { it.name }
    }

    /** The first sentence about a word; [owners] are the class it is in and those above, or nothing for a package. */
    fun of(word: Word, owners: List<String>): String {
        val found = explained[word.name].orEmpty().filter {
            if (owners.isEmpty()) {
                it.owner.isEmpty()
            } else {
                it.owner in
                    owners
            }
        }
        val exact = found.filter { it.parameters == word.parameterTypes.takeIf { word.isFunction } }
        return (
            exact.minByOrNull { owners.indexOf(it.owner) }
                ?: found.firstOrNull { it.parameters == null == !word.isFunction }
            )
            ?.sentence.orEmpty()
    }

    /** The first sentence about a class, or a value of an enum. */
    fun of(name: String, owner: String = ""): String =
        explained[name].orEmpty().firstOrNull { it.owner == owner && it.parameters == null }?.sentence.orEmpty()

    private fun texts(source: File): List<String> = when {
        source.isDirectory -> source.walk().filter { it.extension == "kt" }.map { it.readText() }.toList()

        source.isFile -> ZipFile(source).use { zip ->
            zip.entries().asSequence().filter { it.name.endsWith(".kt") }
                .map { zip.getInputStream(it).readBytes().decodeToString() }.toList()
        }

        else -> listOf()
    }
}

private val Word.isFunction: Boolean get() = callable is kotlin.reflect.KFunction<*>
