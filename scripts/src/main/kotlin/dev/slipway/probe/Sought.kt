package dev.slipway.probe

// What stands in a script while the compiler is asked about a place in it. None of it is ever run: the compiler
// complains that it does not fit, and the complaint says what would.

/** The value that would stand at the place. Nothing takes one, so the complaint names the type that is expected. */
public class Sought internal constructor()

/** What [slipwayAsk] takes. Nothing is one, so the complaint names the type of what it is given. */
public class Asked internal constructor()

/** A type that is worked out from what stands before it. */
public class Wanted<T> internal constructor()

/** Stands at the place, and holds the questions. */
public fun slipwaySought(vararg questions: Unit): Sought = throw UnsupportedOperationException("${questions.size}")

/** Asks for the type of a value. */
public fun slipwayAsk(value: Asked): Unit = throw UnsupportedOperationException("$value")

/** Asks about what stands before a dot, whatever it is. */
public fun <T, R> T.slipwayAfter(questions: (T) -> R): R = questions(this)

/** Asks about what stands before an infix word. */
public infix fun <T> T.slipwayBetween(wanted: Wanted<T>): Unit = throw UnsupportedOperationException("$this $wanted")
