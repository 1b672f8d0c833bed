package dev.slipway.proxmox

/** The name of a task, which says where it runs. */
internal data class Upid(val text: String) {
    private val parts = text.split(":")

    val node: String get() = parts.getOrElse(1) { "" }
    val kind: String get() = parts.getOrElse(5) { "" }
    val about: String get() = parts.getOrElse(6) { "" }

    companion object {
        fun of(text: String): Upid? = Upid(text).takeIf { text.startsWith("UPID:") && it.parts.size == 9 }
    }
}
