package dev.slipway.probe

import dev.slipway.complete.Suggestion
import dev.slipway.complete.Suggestion.Kind
import dev.slipway.complete.Suggestions
import kotlin.reflect.KClass
import kotlin.reflect.KType
import kotlin.reflect.KVisibility
import kotlin.reflect.full.allSuperclasses
import kotlin.reflect.full.withNullability

/** What may be written at a place, in the order in which it is near: the blocks around, the script, the imports. */
internal class Listing(private val classes: Classes, private val docs: Docs, private val spot: Spot) {
    fun of(reply: Reply): Suggestions {
        val expected = reply.expected.map { it to classes.type(TypeText.parse(it)) }
        val all = when (spot.form) {
            Spot.Form.MEMBER -> after(reply)
            Spot.Form.INFIX -> after(reply).filter { it.infix }
            else -> inBlocks(reply) + ofScript(reply) + imported()
        }
        val possible = all.filter { it.suggestion.name.startsWith(spot.prefix, ignoreCase = true) }
        val fitting = possible.filter { one -> expected.any { (text, type) -> one.fits(text, type) } }
        val values = expected.flatMap { (_, type) ->
            if (spot.form ==
                Spot.Form.EXPRESSION
            ) {
                literals(type)
            } else {
                listOf()
            }
        }
        // What does not fit may be the beginning of something that does, so it is left out only where nothing is begun.
        val begun = spot.form != Spot.Form.EXPRESSION || spot.prefix.isNotEmpty() || (fitting + values).isEmpty()
        val chosen = fitting + values + if (begun) possible - fitting.toSet() else listOf()
        return suggestions(chosen, reply.expected)
    }

    /** The classes that can be named. */
    fun types(own: Set<Named>): Suggestions {
        val ours = own.filter { it.isClass }.map { found(Kind.CLASS, it.name, it.name, "", SCRIPT, "") }
        val others = (classes.classes(classes.packages).filter { it.visibility == KVisibility.PUBLIC } + Classes.usual)
            .mapNotNull { it.simpleName }.distinct().sorted().map { found(Kind.CLASS, it, it, "", "", docs.of(it)) }
        return suggestions(
            (ours + others).filter {
                it.suggestion.name.startsWith(spot.prefix, ignoreCase = true)
            },
            listOf(),
        )
    }

    private fun suggestions(found: List<Found>, expected: List<String>) =
        Suggestions(spot.prefix, expected, found.map { it.suggestion }.distinctBy { it.name to it.signature })

    private fun inBlocks(reply: Reply): List<Found> {
        val marked = mutableSetOf<KClass<*>>()
        return reply.receivers.flatMap { text ->
            val type = classes.type(TypeText.parse(text)) ?: return@flatMap listOf()
            val markers = (type.classifier as? KClass<*>)?.let(::markersOf).orEmpty()
            val reachable = markers.none { it in marked }
            marked += markers
            if (reachable) members(type, text).filterNot { it.suggestion.name in OF_ANY } else listOf()
        }
    }

    private fun after(reply: Reply): List<Found> {
        if (spot.qualifier.isNotEmpty()) return qualified() + ofScript(reply)
        val text = reply.before ?: return listOf()
        val type = classes.type(TypeText.parse(text)) ?: return ofScript(reply)
        val own = if (type.isMarkedNullable) listOf() else members(type, text)
        val words = extensions(classes.packages, type)
        val others = ofScript(reply) + extensions(Classes.DEFAULT, type)
        // After a number or a text, the units of the language are sought rather than what Kotlin can do with it.
        val isKotlins = (type.classifier as? KClass<*>)?.qualifiedName.orEmpty().startsWith("kotlin.")
        val all = if (isKotlins) words + own + others else own + words + others
        return all.sortedBy { it.suggestion.name in OF_ANY }
    }

    private fun extensions(packages: List<String>, type: KType): List<Found> =
        topLevel(packages).filter { it.suits(type) }.map { found(it, it.owner, listOf()) }

    /** After the name of a class: its values and what belongs to it as a whole. */
    private fun qualified(): List<Found> {
        val type = classes.find(spot.qualifier) ?: return listOf()
        val owner = type.simpleName.orEmpty()
        return valuesOf(type).map { value(it, type) } + sharedOf(type).map { found(it, owner, listOf(owner)) } +
            type.nestedClasses.filter {
                it.visibility == KVisibility.PUBLIC
            }.mapNotNull { it.simpleName }.map { found(Kind.CLASS, it, it, "", Word.nameOf(type), "") }
    }

    private fun members(type: KType, text: String): List<Found> {
        val of = type.classifier as KClass<*>
        val owners = listOfNotNull(of.simpleName) + of.allSuperclasses.mapNotNull { it.simpleName }
        return membersOf(type, TypeText.parse(text)).map { found(it, of.simpleName.orEmpty(), owners) }
    }

    private fun ofScript(reply: Reply): List<Found> = reply.own.map { (named, told) ->
        val type = if (named.isFunction) told.substringAfterLast("): ", "") else told
        val kind = if (named.isFunction) {
            Kind.FUNCTION
        } else if (named.isClass) {
            Kind.CLASS
        } else {
            Kind.VARIABLE
        }
        val signature = when (kind) {
            Kind.FUNCTION -> told.substringAfter("fun ")
            Kind.CLASS -> named.name
            else -> "${named.name}: $told"
        }
        val result = if (kind == Kind.CLASS) "" else type
        found(kind, named.name, signature, result, SCRIPT, "").copy(type = classes.type(TypeText.parse(result)))
    }

    /** What Kotlin itself offers is much, and shown once something is typed. */
    private fun imported(): List<Found> {
        val packages = classes.packages + if (spot.prefix.isEmpty()) listOf() else Classes.DEFAULT
        return topLevel(packages).filter { it.receiver == null }.map { found(it, it.owner, listOf()) }
    }

    private fun topLevel(packages: List<String>): List<Word> = packages.flatMap { name ->
        classes.topLevel(listOf(name)).map { Word(it, name) }
            .filter { it.name.startsWith(spot.prefix, ignoreCase = true) && it.isWord }.sortedBy { it.name }
    }

    private fun literals(type: KType?): List<Found> {
        val of = type?.classifier as? KClass<*> ?: return listOf()
        val qualifier = Word.nameOf(of)
        val values = valuesOf(of).map { value(it, of) }.map { it.copy(suggestion = it.suggestion.within(qualifier)) }
        val truths = if (of == Boolean::class) listOf("true", "false") else listOf()
        val nothing = if (type.isMarkedNullable) listOf("null") else listOf()
        return values.filter {
            spot.prefix.isEmpty() || it.suggestion.name.startsWith(spot.prefix, ignoreCase = true)
        } +
            (truths + nothing).filter {
                it.startsWith(spot.prefix)
            }.map { found(Kind.VALUE, it, it, qualifier, "kotlin", "") }
    }

    private fun value(name: String, of: KClass<*>): Found {
        val owner = Word.nameOf(of)
        return found(Kind.VALUE, name, name, owner, owner, docs.of(name, of.simpleName.orEmpty()))
    }

    private fun Suggestion.within(qualifier: String) =
        Suggestion(kind(), "$qualifier.${name()}", "$qualifier.${signature()}", type(), from(), doc())

    private fun found(word: Word, from: String, owners: List<String>): Found {
        val type = if (word.type == "Unit") "" else word.type
        val plain = Suggestion(word.kind, word.name, word.signature, type, from, docs.of(word, owners))
        return Found(plain, word.returns, word.isInfix)
    }

    private fun found(kind: Kind, name: String, signature: String, type: String, from: String, doc: String) =
        Found(Suggestion(kind, name, signature, type, from, doc), null, false)

    /** A suggestion with what is known of its type. */
    private data class Found(val suggestion: Suggestion, val type: KType?, val infix: Boolean) {
        fun fits(text: String, expected: KType?): Boolean =
            if (type != null && expected != null) type.fits(expected) else suggestion.type() == text.removeSuffix("?")
    }

    private companion object {
        const val SCRIPT = "script"
        val OF_ANY = setOf("equals", "hashCode", "toString")
    }
}
