package dev.slipway.language

import dev.slipway.dsl.ExecBlock
import dev.slipway.dsl.TaskBlock
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.lang.reflect.ParameterizedType
import java.lang.reflect.WildcardType
import java.nio.file.Path
import kotlin.io.path.nameWithoutExtension
import kotlin.io.path.readLines
import kotlin.io.path.walk

/** The table of docs/language.md says which policies which word takes. */
class PoliciesSpec :
    FunSpec({
        test("the table of policies is what the words take") {
            val told = Path.of("../../docs/language.md").readLines()
                .dropWhile { !it.startsWith("| words | `after`") }.drop(2).takeWhile { it.startsWith("|") }
                .map { it.trim('|', ' ').split('|').map(String::trim) }
                .associate { cells -> cells.drop(1).count { it == "yes" } to cells.first() }
            told shouldBe words().groupBy({ it.second }, { "`${it.first}`" })
                .mapValues { (_, words) -> words.distinct().sorted().joinToString() }
        }
    })

/** Every word with a block for a part, and how many of the three groups of policies that block takes. */
private fun words(): List<Pair<String, Int>> {
    val place = Path.of(ExecBlock::class.java.protectionDomain.codeSource.location.toURI()).resolve("dev/slipway/dsl")
    val types = place.walk().map { Class.forName("dev.slipway.dsl." + it.nameWithoutExtension) }.toList()
    return types.flatMap { it.declaredMethods.toList() }
        .filter { Modifier.isPublic(it.modifiers) && !it.isSynthetic && '$' !in it.name }
        .mapNotNull { word -> block(word)?.let { "${owner(word)}${word.name}" to policies(it) } }
}

private fun block(word: Method): Class<*>? = word.genericParameterTypes.filterIsInstance<ParameterizedType>()
    .filter { it.rawType == Function1::class.java }
    .map { it.actualTypeArguments.first() }
    .map { if (it is WildcardType) it.lowerBounds.first() else it }
    .filterIsInstance<Class<*>>()
    .firstOrNull { TaskBlock::class.java.isAssignableFrom(it) }

/** The word in whose block it stands. */
private fun owner(word: Method): String {
    val around = if (Modifier.isStatic(word.modifiers)) word.parameterTypes.first() else word.declaringClass
    val known = mapOf("ProxmoxNode" to "node", "ClusterFirewall" to "firewall", "KubeContent" to "kube")
    return if (around.packageName != "dev.slipway.dsl") {
        ""
    } else {
        (known[around.simpleName] ?: around.simpleName.removeSuffix("Block").replaceFirstChar(Char::lowercase)) + "."
    }
}

private fun policies(block: Class<*>): Int =
    listOf("after", "moved", "ignore").count { policy -> block.methods.any { it.name == policy } }
