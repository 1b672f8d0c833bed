package dev.slipway.evaluate

/** A line of a script that is being evaluated, in the function that it belongs to. */
internal class ScriptFrame(val function: ScriptFunction, val file: String, val line: Int) {
    constructor(element: StackTraceElement) :
        this(ScriptFunction(element.className, element.methodName), element.fileName.orEmpty(), element.lineNumber)
}

/** What the names of a class and a method say about the function that the operator wrote. */
internal class ScriptFunction(className: String, method: String) {
    private val parts = className.substringAfterLast('.').split('$')
    private val words = method.split('$')

    /** The class, as the compiler names it. */
    val type: String = className.substringAfterLast('.')

    val name: String = words.lastOrNull { !isNumber(it) && it !in GIVEN } ?: CONSTRUCTOR

    /** Whether it only leads on to the function: for default values, or for access from another class. */
    val isBridge: Boolean = method.endsWith("\$default") || method.startsWith("access\$")

    val isBlock: Boolean = isNumber(words.last()) || parts.any(::isNumber)

    /** Whether it is the script itself. */
    val isScript: Boolean = method == CONSTRUCTOR && parts.size == 1

    /** For a block that is a class of its own: the class and the function that it stands in. */
    private val owner: List<String> = parts.takeWhile { !isNumber(it) }

    fun isIn(type: String, name: String): Boolean =
        owner.size > 1 && type == owner.dropLast(1).joinToString("$") && name == owner.last()

    companion object {
        const val CONSTRUCTOR = "<init>"

        /** What the compiler calls blocks and where they stand, besides numbering them. */
        private val GIVEN = listOf("lambda", "_init_")

        private fun isNumber(word: String) = word.isNotEmpty() && word.all(Char::isDigit)
    }
}
