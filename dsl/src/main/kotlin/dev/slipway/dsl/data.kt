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

/** The types of this language that data files can hold. */
@PublishedApi
internal val DATA_TYPES: List<ScalarType> =
    listOf(ScalarType(Size::class, "a size such as 512MiB or 16GiB", isQuotable = true) { parsedSize(it) })
