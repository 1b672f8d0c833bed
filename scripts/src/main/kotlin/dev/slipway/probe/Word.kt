package dev.slipway.probe

import dev.slipway.complete.Suggestion
import kotlin.reflect.KCallable
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KParameter
import kotlin.reflect.KProperty
import kotlin.reflect.KType
import kotlin.reflect.KTypeParameter
import kotlin.reflect.KVariance
import kotlin.reflect.KVisibility
import kotlin.reflect.full.extensionReceiverParameter
import kotlin.reflect.full.valueParameters

/**
 * Something that a class or a package offers.
 *
 * @property known what stands for the parameters of the class, such as `Network` for `T`
 */
internal class Word(val callable: KCallable<*>, val owner: String, private val known: Map<String, String> = mapOf()) {
    val name: String get() = callable.name

    val returns: KType get() = callable.returnType

    val kind: Suggestion.Kind
        get() = if (callable is KProperty<*>) Suggestion.Kind.PROPERTY else Suggestion.Kind.FUNCTION

    val type: String by lazy { render(callable.returnType) }

    val isInfix: Boolean get() = (callable as? KFunction<*>)?.isInfix == true

    val receiver: KType? get() = callable.extensionReceiverParameter?.type

    /** The types of its parameters as an author writes them. */
    val parameterTypes: List<String> by lazy { callable.valueParameters.map { render(elementType(it)) } }

    /** As it would be declared, but for what needs no saying. */
    val signature: String by lazy {
        val before = receiver?.let { render(it) + "." }.orEmpty()
        if (callable is KProperty<*>) "$before$name: $type" else "$before$name(${parameters()})" + result()
    }

    private fun result() = if (type == "Unit") "" else ": $type"

    private fun parameters() = callable.valueParameters.zip(parameterTypes).joinToString { (parameter, type) ->
        val word = if (parameter.isVararg) "vararg " else ""
        "$word${parameter.name}: $type" + if (parameter.isOptional) " = ..." else ""
    }

    private fun elementType(parameter: KParameter): KType =
        if (parameter.isVararg) parameter.type.arguments.firstOrNull()?.type ?: parameter.type else parameter.type

    private fun render(type: KType): String {
        val end = if (type.isMarkedNullable) "?" else ""
        val classifier = type.classifier
        return when {
            classifier is KTypeParameter -> (known[classifier.name] ?: classifier.name) + end
            classifier !is KClass<*> -> "$type"
            isFunction(classifier) -> function(type).let { if (type.isMarkedNullable) "($it)?" else it }
            else -> nameOf(classifier) + arguments(type) + end
        }
    }

    private fun isFunction(type: KClass<*>) = type.java.name.startsWith("kotlin.jvm.functions.Function")

    private fun function(type: KType): String {
        val parts = type.arguments.map { it.type?.let(::render) ?: "*" }
        val extension = type.annotations.any { it.annotationClass.simpleName == "ExtensionFunctionType" }
        return if (extension) {
            "${parts.first()}.(${parts.drop(1).dropLast(1).joinToString()}) -> ${parts.last()}"
        } else {
            "(${parts.dropLast(1).joinToString()}) -> ${parts.last()}"
        }
    }

    private fun arguments(type: KType): String = if (type.arguments.isEmpty()) {
        ""
    } else {
        type.arguments.joinToString(prefix = "<", postfix = ">") { argument ->
            val variance = when (argument.variance) {
                KVariance.IN -> "in "
                KVariance.OUT -> "out "
                else -> ""
            }
            argument.type?.let { variance + render(it) } ?: "*"
        }
    }

    /** Whether a script may and would write it: not the machinery of words, nor what stands behind an operator. */
    val isWord: Boolean by lazy {
        callable.visibility == KVisibility.PUBLIC && !isForSomebodyElse &&
            (listOf(returns) + callable.parameters.filter { it.kind != KParameter.Kind.INSTANCE }.map { it.type })
                .none(::isMachinery)
    }

    private val isForSomebodyElse
        get() = (callable as? KFunction<*>)?.isOperator == true || name in OF_JVM ||
            callable.annotations.any { it is Deprecated }

    companion object {
        private val OF_JVM = setOf("describeConstable", "resolveConstantDesc", "javaClass")
        private const val OURS = "dev.slipway."
        private const val WORDS = "dev.slipway.dsl."

        private fun isMachinery(type: KType): Boolean {
            val name = (type.classifier as? KClass<*>)?.java?.name.orEmpty()
            return (name.startsWith(OURS) && !name.startsWith(WORDS)) ||
                type.arguments.any { it.type?.let(::isMachinery) == true }
        }

        fun nameOf(type: KClass<*>): String {
            val outer = type.java.enclosingClass
            return (if (outer == null) "" else nameOf(outer.kotlin) + ".") + type.simpleName
        }
    }
}
