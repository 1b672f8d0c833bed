package dev.slipway.host

import dev.slipway.graph.DidYouMean
import java.io.File
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.WildcardType
import java.util.zip.ZipFile

/** The words of the language as they lie on the class path; looked up for a script that uses one that there is not. */
internal object Words {
    private const val PLACE = "dev/slipway/dsl/"
    private const val IMPORT = "add the line: import dev.slipway.dsl.*"

    private val classes: List<Class<*>> by lazy {
        wordsClassPath().flatMap(::names).distinct()
            .mapNotNull { runCatching { Class.forName(it, false, Words::class.java.classLoader) }.getOrNull() }
            .filter { Modifier.isPublic(it.modifiers) }
    }

    private val openers: List<Method> by lazy {
        classes.filter { it.simpleName.endsWith("Kt") }
            .flatMap { it.methods.asList() }
            .filter { Modifier.isStatic(it.modifiers) }
    }

    private val members: Map<Class<*>, Set<String>> by lazy {
        classes.filterNot { it.simpleName.endsWith("Kt") }
            .associateWith { block -> block.methods.filter { it.declaringClass in classes }.map(::word).toSet() }
    }

    private val top: Set<String> by lazy { openers.map(::word).toSet() }

    /** What to do about a name that stands for nothing where it was used, or null when there is nothing to say. */
    fun advice(name: String, imported: Boolean): String? {
        if (name in top) {
            return if (imported) "$name is a word by itself; leave out what stands before it" else IMPORT
        }
        val blocks = members.filterValues { name in it }.keys
        belongs(openers.filter { opener -> blocks.any { it in blocksOf(opener) } })?.let { return it }
        val near = DidYouMean(top + members.values.flatten()).to(name)
        return near.map { "did you mean $it?" }.orElse(null)
    }

    /** Where the words are at home that are called on a block. */
    fun home(block: String): String? {
        val all = openers + classes.flatMap { it.methods.asList() }
        return belongs(all.filter { opener -> blocksOf(opener).any { it.simpleName == block } })
    }

    private fun belongs(owners: List<Method>): String? = owners.map(::word).distinct().sorted()
        .takeIf { it.isNotEmpty() }?.let { "it belongs in the block of ${it.joinToString(" or ")}" }

    private fun names(root: File): List<String> {
        val files =
            if (root.isDirectory) {
                root.resolve(PLACE).list().orEmpty().map { PLACE + it }
            } else {
                ZipFile(root).use { zip -> zip.entries().asSequence().map { it.name }.toList() }
            }
        return files
            .filter { it.startsWith(PLACE) && it.endsWith(".class") && '/' !in it.removePrefix(PLACE) && '$' !in it }
            .map { it.removeSuffix(".class").replace('/', '.') }
    }

    private fun word(method: Method): String {
        val name = method.name.substringBefore('-').substringBefore('$')
        val property = Regex("(?:get|set|is)([A-Z].*)").matchEntire(name)
        return property?.groupValues?.get(1)?.replaceFirstChar(Char::lowercase) ?: name
    }

    /** The blocks that a word opens: what its lambdas are called on. */
    private fun blocksOf(opener: Method): List<Class<*>> = opener.genericParameterTypes
        .filterIsInstance<ParameterizedType>()
        .flatMap { it.actualTypeArguments.asList() }
        .mapNotNull(::raw)

    private fun raw(type: Type): Class<*>? = when (type) {
        is Class<*> -> type
        is WildcardType -> type.lowerBounds.firstOrNull()?.let(::raw)
        is ParameterizedType -> type.rawType as? Class<*>
        else -> null
    }
}
