package dev.slipway.evaluate

/** The classes that a script and its imports were compiled to; the rest of the world is named and not looked into. */
internal class ScriptClasses(private val loader: ClassLoader?, capturing: String) {
    private val source = load(capturing)?.source
    private val known = hashMapOf<String, ClassFile?>()

    /** Whether the code of the script can be seen at all. */
    val isReadable: Boolean get() = source != null

    /** The class of this name if it is one of the script's, written with slashes. */
    fun find(name: String): ClassFile? = known.getOrPut(name) { load(name)?.takeIf(::isOurs) }

    fun find(type: Class<*>): ClassFile? = if (type.classLoader == null) null else find(type.name.replace('.', '/'))

    private fun isOurs(file: ClassFile) = file.source == source || file.source.endsWith(".kts")

    private fun load(name: String): ClassFile? {
        if (PLATFORM.any { name.startsWith(it) } || name.startsWith("[")) {
            return null
        }
        val resource = (loader ?: return null).getResourceAsStream("$name.class") ?: return null
        return resource.use { ClassFile.read(it.readAllBytes()) }
    }

    private companion object {
        val PLATFORM = listOf("java/", "javax/", "jdk/", "kotlin/", "dev/slipway/dsl/", "dev/slipway/evaluate/")
    }
}
