package dev.slipway.probe

/**
 * A script with questions where the word was that is to be completed.
 *
 * @property text the whole script
 * @property line where the questions stand, from 1
 * @property asked what is asked at each column of that line, from 1
 */
internal class Question(val text: String, val line: Int, val asked: Map<Int, Subject>) {
    companion object {
        private const val MOST = 2_000

        /** Asks all that can be asked between what stands before the [spot] and after it. */
        fun of(before: String, after: String, spot: Spot, blocks: List<String>, names: Set<Named>): Question {
            val writer = Asking(before)
            when {
                spot.form == Spot.Form.EXPRESSION -> {
                    val template = spot.before.lastOrNull()?.let { it.isSign("$") && it.end == spot.start } == true
                    writer.write(if (template) "{slipwaySought(" else "slipwaySought(")
                    writer.ask("this", Subject.Receiver(0))
                    blocks.forEachIndexed { i, block -> writer.ask("this@$block", Subject.Receiver(i + 1)) }
                    names.take(MOST).forEach { writer.ask("", "", it) }
                    names.filter { it.isFunction }.take(MOST).forEach { writer.ask("this", ".", it) }
                    writer.write(if (template) ")}" else ")")
                }

                spot.qualifier.isNotEmpty() -> {
                    writer.write("slipwaySought(")
                    names.take(MOST).forEach { writer.ask(spot.qualifier, ".", it) }
                    writer.write(")")
                }

                spot.form == Spot.Form.MEMBER -> {
                    writer.write("slipwayAfter { slipwayIt -> slipwaySought(")
                    writer.ask("slipwayIt", Subject.Before)
                    names.take(MOST).forEach { writer.ask("slipwayIt", ".", it) }
                    writer.write(") }")
                }

                else -> {
                    writer.write("slipwayBetween ")
                    writer.mark(Subject.Before)
                    writer.write("Unit")
                }
            }
            return Question(writer.text.toString() + after, before.count { it == '\n' } + 1, writer.asked)
        }
    }
}
