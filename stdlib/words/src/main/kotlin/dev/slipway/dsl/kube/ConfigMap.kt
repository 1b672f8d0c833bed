package dev.slipway.dsl

/** Configures a ConfigMap. */
public class ConfigMapBlock internal constructor() : KubeObjectBlock() {
    private val data = linkedMapOf<String, Any>()

    /** A value by name, which may be an output: `value("color", "blue")`. */
    public fun value(name: String, value: Any) {
        data[name] = value
    }

    /** A file beside the script, under its name or another: `file("nginx.conf")`. */
    public fun file(path: String, name: String = path.substringAfterLast('/')) {
        data[name] = readFile(path)
    }

    internal fun data(): Map<String, Any> = data
}

/** Values and files that pods read: `kube { context = "home"; configMap("settings") { value("color", "blue") } }`. */
public fun KubeContent.configMap(name: String, block: ConfigMapBlock.() -> Unit): KubePart {
    val said = ConfigMapBlock().apply(block)
    return declare("v1", "ConfigMap", name, said, tree("data" to said.data()))
}
