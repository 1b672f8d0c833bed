package dev.slipway.proxmox

import java.net.URLEncoder
import kotlin.text.Charsets.UTF_8

/**
 * What goes with a request, as Proxmox VE reads it: text by name, a list as the same name several times. A `;` separates
 * as `&` does, so everything that is not plainly harmless is percent-encoded, a blank too.
 */
internal class FormParameters(private val entries: List<Pair<String, String>> = listOf()) {
    val isEmpty get() = entries.isEmpty()
    val names get() = entries.map { it.first }

    operator fun plus(more: Map<String, Any>): FormParameters = FormParameters(
        entries + more.flatMap { (name, value) ->
            if (value is List<*>) value.map { name to "$it" } else listOf(name to plain(value))
        },
    )

    fun encoded() = entries.joinToString("&") { (name, value) -> "${encoded(name)}=${encoded(value)}" }

    companion object {
        fun of(vararg entries: Pair<String, Any>): FormParameters = FormParameters() + linkedMapOf(*entries)

        fun of(entries: Map<String, Any>): FormParameters = FormParameters() + entries

        fun encoded(text: String): String = URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A")

        /** A path whose parts, such as a task's name or a volume, may hold anything. */
        fun path(vararg parts: Any): String = parts.joinToString("") { "/" + encoded("$it") }

        private fun plain(value: Any) = if (value is Boolean) (if (value) "1" else "0") else "$value"
    }
}
