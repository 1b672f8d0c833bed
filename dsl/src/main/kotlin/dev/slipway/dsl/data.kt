package dev.slipway.dsl

import dev.slipway.data.DataFile
import dev.slipway.data.ScalarType
import kotlin.reflect.typeOf

/**
 * Reads a YAML file beside the script into data classes, lists, maps and simple values. When the file changes, the script
 * is evaluated again. Keys without a property, missing values and wrong types are errors with their lines.
 *
 * ```
 * data class Machine(val name: String, val memory: Size = 4.GiB)
 * val machines = readYaml<List<Machine>>("machines.yaml")
 * ```
 */
public inline fun <reified T> readYaml(path: String): T = DataFile.yaml(path, typeOf<T>(), DATA_TYPES) as T

/** Reads a JSON file beside the script like [readYaml]: `readJson<Map<String, Int>>("ports.json")`. */
public inline fun <reified T> readJson(path: String): T = DataFile.json(path, typeOf<T>(), DATA_TYPES) as T

/** Reads a TOML file beside the script like [readYaml]: `readToml<Map<String, String>>("settings.toml")`. */
public inline fun <reified T> readToml(path: String): T = DataFile.toml(path, typeOf<T>(), DATA_TYPES) as T

internal val SIZE: ScalarType =
    ScalarType(Size::class, "a size such as 512MiB or 16GiB", isQuotable = true, ::parsedSize)

/** The types of this language that data files can hold. */
@PublishedApi
internal val DATA_TYPES: List<ScalarType> = listOf(SIZE)

private fun parsedSize(text: String): Size? {
    val units = listOf("KiB" to 10, "MiB" to 20, "GiB" to 30, "TiB" to 40)
    val (unit, shift) = units.firstOrNull { text.endsWith(it.first) } ?: return null
    // 16GiB, or 16.GiB as in scripts
    val count = text.removeSuffix(unit).removeSuffix(".").trim().toIntOrNull() ?: return null
    return size(count.toLong() shl shift)
}
