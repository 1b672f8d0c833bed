package dev.slipway.probe

/** What a question is about. */
internal sealed interface Subject {
    /** What the block around us is, the innermost being 0. */
    data class Receiver(val depth: Int) : Subject

    /** What stands before the dot or the infix word. */
    data object Before : Subject

    /** A name of the script itself. */
    data class Own(val named: Named) : Subject
}
