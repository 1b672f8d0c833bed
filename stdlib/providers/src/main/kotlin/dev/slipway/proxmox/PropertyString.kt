package dev.slipway.proxmox

/** An option that is made of options: `local-lvm:vm-100-disk-0,size=8G`. It knows no quoting, so no part has a comma. */
internal data class PropertyString(val first: String, val options: Map<String, String> = mapOf()) {
    fun with(more: Map<String, String>) = PropertyString(first, options + more)

    override fun toString() =
        (listOf(first).filter { it.isNotEmpty() } + options.toSortedMap().map { (name, value) -> "$name=$value" })
            .joinToString(",")

    companion object {
        fun of(text: String): PropertyString {
            val parts = text.split(",").filter { it.isNotEmpty() }
            val (named, first) = parts.partition { "=" in it }
            return PropertyString(
                first.firstOrNull().orEmpty(),
                named.associate { it.substringBefore("=") to it.substringAfter("=") },
            )
        }

        /** Sizes as Proxmox VE writes them: `8G`, `4M`, `528K`. */
        fun bytes(text: String): Long {
            val power = "KMGT".indexOf(text.lastOrNull() ?: ' ') + 1
            return (text.trimEnd('K', 'M', 'G', 'T').toLongOrNull() ?: 0) shl (10 * power)
        }
    }
}
