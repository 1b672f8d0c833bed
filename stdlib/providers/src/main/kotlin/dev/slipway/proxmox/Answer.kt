package dev.slipway.proxmox

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject

/**
 * What was answered to a request. Why something was refused stands in the reason phrase, in newer versions in a message
 * too, and of single parameters in a map of errors.
 */
internal class Answer(val status: Int, private val reason: String, body: String) {
    private val content = runCatching { Json.parseToJsonElement(body) as? JsonObject }.getOrNull()

    val isGood get() = status in 200..299
    val data: JsonElement? get() = content?.get("data")

    /** What stands beside the data, such as changes that nobody has applied. */
    fun beside(name: String): String = content.text(name)

    /** The words of the system, on one line. */
    val words: String
        get() {
            val errors = content?.get("errors").texts().map { (name, why) -> "$name: ${why.trim()}" }
            val said = content.text("message").trim().ifEmpty { reason.trim() }.ifEmpty { "status $status" }
            return (listOf(said) + errors).joinToString("; ").replace(Regex("\\s+"), " ")
        }
}
