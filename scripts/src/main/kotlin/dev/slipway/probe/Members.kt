package dev.slipway.probe

import kotlin.reflect.KCallable
import kotlin.reflect.KClass
import kotlin.reflect.KType
import kotlin.reflect.KTypeParameter
import kotlin.reflect.KVisibility
import kotlin.reflect.full.companionObject
import kotlin.reflect.full.declaredMembers
import kotlin.reflect.full.extensionReceiverParameter
import kotlin.reflect.full.instanceParameter
import kotlin.reflect.full.isSubclassOf
import kotlin.reflect.full.isSubtypeOf
import kotlin.reflect.full.starProjectedType
import kotlin.reflect.full.withNullability
import kotlin.reflect.jvm.jvmErasure

/** What a value of this type offers: properties before functions, by name. */
internal fun membersOf(type: KType, text: TypeText): List<Word> {
    val classifier = type.classifier as? KClass<*> ?: return listOf()
    val known = classifier.typeParameters.map { it.name }.zip(text.arguments.map { it.toString() }).toMap()
    return classifier.members.filter { it.instanceParameter != null }.words(classifier, known)
}

/** What a class offers as a whole. */
internal fun sharedOf(type: KClass<*>): List<Word> {
    val companion = type.companionObject?.takeIf { it.visibility == KVisibility.PUBLIC }?.declaredMembers.orEmpty()
    return (
        type.members.filter {
            it.instanceParameter == null && it.extensionReceiverParameter == null
        } + companion
        ).words(type, mapOf())
}

private fun Collection<KCallable<*>>.words(type: KClass<*>, known: Map<String, String>) =
    map { Word(it, type.simpleName.orEmpty(), known) }.filter { it.isWord }
        .sortedWith(compareBy({ it.kind }, { it.name }, { it.signature }))

/** Whether an extension may be called on a value of this type. */
internal fun Word.suits(type: KType): Boolean {
    val receiver = receiver ?: return false
    if (type.isMarkedNullable && !receiver.isMarkedNullable && receiver.classifier !is KTypeParameter) return false
    return when (val wanted = receiver.classifier) {
        is KTypeParameter -> wanted.upperBounds.all { type.jvmErasure.isSubclassOf(it.jvmErasure) }

        is KClass<*> -> if (receiver.arguments.any { it.type?.classifier is KTypeParameter }) {
            type.jvmErasure.isSubclassOf(wanted)
        } else {
            type.withNullability(false).isSubtypeOf(receiver.withNullability(false))
        }

        else -> false
    }
}

/** The names that an enum gives to its values. */
internal fun valuesOf(type: KClass<*>): List<String> = type.java.fields.filter { it.isEnumConstant }.map { it.name }

/** The markers of a language that a class carries: within its block, other blocks that carry one are out of reach. */
internal fun markersOf(type: KClass<*>): Set<KClass<*>> =
    (listOf(type.java) + generateSequence(type.java.superclass) { it.superclass } + interfacesOf(type.java))
        .flatMap { it.annotations.asList() }.map { it.annotationClass }.filter(::isMarker).toSet()

private fun interfacesOf(type: Class<*>): List<Class<*>> =
    type.interfaces.toList() + type.interfaces.flatMap(::interfacesOf) + type.superclass?.let(::interfacesOf).orEmpty()

/** The annotation that makes a marker is kept in the file of the class, and hidden from reflection. */
private fun isMarker(annotation: KClass<*>): Boolean {
    val file = annotation.java.getResourceAsStream("/" + annotation.java.name.replace('.', '/') + ".class")
    return file?.use { "Lkotlin/DslMarker;" in it.readBytes().toString(Charsets.ISO_8859_1) } == true
}

/** Whether a value of one type can stand where the other is expected. */
internal fun KType.fits(expected: KType): Boolean = classifier is KClass<*> && !isNothing() && isSubtypeOf(expected)

private fun KType.isNothing() = classifier == Void::class || this == Nothing::class.starProjectedType
