package dev.slipway.probe

/** Writes questions after what stands in a script [before] them, and knows what is asked where. */
internal class Asking(before: String) {
    val text = StringBuilder(before)
    val asked = linkedMapOf<Int, Subject>()
    private val line = before.lastIndexOf('\n')

    fun write(more: String) {
        text.append(more)
    }

    fun mark(subject: Subject) {
        asked[text.length - line] = subject
    }

    fun ask(expression: String, subject: Subject) {
        write("slipwayAsk(")
        mark(subject)
        write("$expression), ")
    }

    /** A function is asked about as a reference, of which the compiler then names the signature. */
    fun ask(of: String, dot: String, named: Named) {
        val subject = Subject.Own(named)
        write("slipwayAsk(")
        mark(subject)
        write(if (named.isFunction) "$of::" else of + dot)
        mark(subject)
        write("${named.name}), ")
    }
}
