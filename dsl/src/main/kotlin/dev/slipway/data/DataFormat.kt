package dev.slipway.data

/** The formats of data files. */
internal enum class DataFormat(val title: String, private val endings: List<String>) {
    YAML("YAML", listOf(".yaml", ".yml")) {
        override fun read(text: String) = YamlReader(isJson = false).read(text)
    },
    JSON("JSON", listOf(".json")) {
        override fun read(text: String) = YamlReader(isJson = true).read(text)
    },
    TOML("TOML", listOf(".toml")) {
        override fun read(text: String) = TomlReader.read(text)
    }, ;

    /** @throws DataSyntaxException where the text does not follow the format */
    abstract fun read(text: String): DataNode

    companion object {
        /** The format of a file, by the ending of its name. */
        fun of(path: String): DataFormat? = entries.firstOrNull { format -> format.endings.any(path::endsWith) }
    }
}
