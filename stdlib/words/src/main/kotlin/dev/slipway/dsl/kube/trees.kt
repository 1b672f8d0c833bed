package dev.slipway.dsl

// Fields within fields, as manifests have them. What is not there is empty.

internal fun Map<*, *>.at(vararg names: String): Map<*, *> =
    names.fold(this) { map, name -> map[name] as? Map<*, *> ?: mapOf<Any, Any>() }

internal fun Map<*, *>.list(name: String): List<Map<*, *>> =
    (this[name] as? Iterable<*>)?.filterIsInstance<Map<*, *>>() ?: listOf()

/** Fields without those that say nothing. */
internal fun tree(vararg fields: Pair<String, Any?>): Map<String, Any> {
    val said = linkedMapOf<String, Any>()
    fields.forEach { (name, value) ->
        val isNothing = value == null || value == "" || (value as? Map<*, *>)?.isEmpty() == true ||
            (value as? Collection<*>)?.isEmpty() == true
        if (!isNothing) said[name] = checkNotNull(value)
    }
    return said
}

/** One tree over another: maps are joined, and all else is replaced. */
internal fun Map<String, Any>.over(base: Map<String, Any>): Map<String, Any> {
    val joined = LinkedHashMap(base)
    forEach { (name, value) ->
        val below = base[name]
        @Suppress("UNCHECKED_CAST") // names of fields are text
        joined[name] = if (value is Map<*, *> && below is Map<*, *>) {
            (value as Map<String, Any>).over(below as Map<String, Any>)
        } else {
            value
        }
    }
    return joined
}
