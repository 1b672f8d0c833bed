package dev.slipway.probe

import java.io.File
import java.net.URLClassLoader
import java.util.zip.ZipFile
import kotlin.jvm.internal.Reflection
import kotlin.reflect.KCallable
import kotlin.reflect.KClass
import kotlin.reflect.KType
import kotlin.reflect.KTypeProjection
import kotlin.reflect.full.createType
import kotlin.reflect.full.starProjectedType

/**
 * The classes that a script can name, by its imports and those that Kotlin makes itself.
 *
 * @param words jars that are loaded already
 * @param named jars that the script names
 */
internal class Classes(imports: List<String>, words: List<File>, named: List<File>) {
    private val classPath = words + named
    private val own = Classes::class.java.classLoader
    private val loader = if (named.isEmpty()) {
        own
    } else {
        URLClassLoader(
            named.map {
                it.toURI().toURL()
            }.toTypedArray(),
            own,
        )
    }
    private val starred = imports.filter { it.endsWith(".*") }.map { it.removeSuffix(".*") }
    private val single = imports.filterNot { it.endsWith(".*") }

    /** What a script imports as a whole, which Kotlin does not. */
    val packages: List<String> = starred.filterNot { it in DEFAULT }.distinct()

    /** A class by the name that the compiler calls it by, which may be of a package that is not imported. */
    fun find(name: String): KClass<*>? =
        BUILT_IN[name] ?: (candidates(name).asSequence() + elsewhere(name)).firstNotNullOfOrNull(::load)

    private fun elsewhere(name: String): Sequence<String> {
        val nested = name.replace('.', '$')
        val here = classPath.asSequence().flatMap(::files).filter { it.endsWith("/$nested.class") }
        return here.map { it.removeSuffix(".class").replace('/', '.') } + OF_JAVA.map { "$it.$nested" }
    }

    private fun candidates(name: String): List<String> {
        val nested = name.replace('.', '$')
        val named = single.filter { it.substringAfterLast('.') == name.substringBefore('.') }
            .map { it + nested.removePrefix(name.substringBefore('.')) }
        return named + (starred + DEFAULT + "java.lang").map { "$it.$nested" } + name
    }

    private fun load(name: String): KClass<*>? = try {
        Class.forName(name, false, loader).kotlin
    } catch (_: ClassNotFoundException) {
        null
    } catch (_: LinkageError) {
        null
    }

    /** The type, if all of it is known. */
    fun type(text: TypeText): KType? {
        val found = find(text.name) ?: return null
        return try {
            val arguments = text.arguments.map { argument ->
                val known = if (argument.name == "*") null else type(argument) ?: return null
                known?.let(KTypeProjection::invariant) ?: KTypeProjection.STAR
            }
            if (arguments.isEmpty() && found.typeParameters.isNotEmpty()) {
                found.starProjectedType
            } else {
                found.createType(arguments, text.nullable)
            }
        } catch (_: IllegalArgumentException) {
            null
        }
    }

    /** Functions and properties of packages that belong to no class. */
    fun topLevel(packages: List<String>): List<KCallable<*>> =
        entries(packages).filter { it.endsWith("Kt") }.flatMap { name ->
            runCatching { Reflection.getOrCreateKotlinPackage(Class.forName(name, false, loader), "").members }
                .getOrDefault(listOf())
        }

    /** The classes of packages. */
    fun classes(packages: List<String>): List<KClass<*>> =
        entries(packages).filterNot { it.endsWith("Kt") }.mapNotNull(::load)

    private fun entries(packages: List<String>): List<String> {
        val directories = packages.associateBy { it.replace('.', '/') }
        return classPath.flatMap(::files).filter { it.endsWith(".class") && '$' !in it && "__" !in it }
            .filter { it.substringBeforeLast('/') in directories }
            .map { it.removeSuffix(".class").replace('/', '.') }
            .distinct()
    }

    private val listed = mutableMapOf<File, List<String>>()

    private fun files(root: File): List<String> = listed.getOrPut(root) {
        if (root.isDirectory) {
            root.walk().filter { it.isFile }.map { it.relativeTo(root).invariantSeparatorsPath }.toList()
        } else {
            ZipFile(root).use { zip -> zip.entries().asSequence().map { it.name }.toList() }
        }
    }

    companion object {
        /** What every Kotlin file imports. */
        val DEFAULT: List<String> = listOf("kotlin") +
            "annotation collections comparisons io jvm ranges sequences text".split(' ').map { "kotlin.$it" }

        private val OF_JAVA = listOf("java.nio.file", "java.util", "java.io", "java.time", "java.net", "java.math")

        /** The types that scripts name most. */
        val usual: List<KClass<*>> =
            listOf(Any::class, Boolean::class, Double::class, Int::class, Long::class, String::class) +
                listOf(List::class, Map::class, Set::class)

        private val OTHER: List<KClass<*>> =
            listOf(Array::class, Annotation::class, ByteArray::class, CharSequence::class, Comparable::class) +
                listOf(Byte::class, Char::class, Float::class, Number::class, Short::class, Throwable::class) +
                listOf(Collection::class, Enum::class, Iterable::class, Sequence::class, Unit::class)

        /** To Java these are other classes, or none. */
        private val BUILT_IN: Map<String, KClass<*>> =
            (usual + OTHER).associateBy { it.simpleName.orEmpty() } +
                listOf(Iterable::class, Collection::class, List::class, Map::class, Set::class)
                    .associateBy { "Mutable${it.simpleName}" } +
                (0..MOST_PARAMETERS).map { "Function$it" }
                    .associateWith { Class.forName("kotlin.jvm.functions.$it").kotlin }

        private const val MOST_PARAMETERS = 5
    }
}
