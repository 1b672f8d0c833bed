package dev.slipway.probe

import kotlin.script.experimental.api.ScriptDiagnostic

/**
 * What the compiler's complaints about a [Question] tell.
 *
 * @property receivers the types of the blocks around, the innermost first
 * @property before the type of what stands before the dot
 * @property expected the types that would fit
 * @property own the names of the script that are known at the place, with their types or signatures
 */
internal class Reply(
    val receivers: List<String>,
    val before: String?,
    val expected: List<String>,
    val own: Map<Named, String>,
) {
    companion object {
        val NONE = Reply(listOf(), null, listOf(), mapOf())

        private val ASKED = Regex("actual type is '(.*)', but '(Asked|Wanted<.*>)' was expected")
        private val WANTED = Regex("but 'Wanted<(.*)>' was expected")
        private val INAPPLICABLE = Regex("""Inapplicable candidate\(s\): (fun .*)""")
        private val EXPECTED =
            listOf(
                Regex("actual type is 'Sought', but '(.*)' was expected"),
                Regex("expected '(.*)', actual 'Sought'"),
                Regex("inferred type is 'Sought' but '(.*)' was expected"),
                Regex("'==' cannot be applied to '(.*)' and 'Sought'"),
                Regex("'!=' cannot be applied to '(.*)' and 'Sought'"),
                Regex("Incompatible types '(.*)' and 'Sought'"),
            )

        fun of(question: Question, errors: List<ScriptDiagnostic>): Reply {
            val receivers = sortedMapOf<Int, String>()
            val own = linkedMapOf<Named, String>()
            var before: String? = null
            for (error in errors.filter { it.location?.start?.line == question.line }) {
                val subject = question.asked[error.location?.start?.col] ?: continue
                val type = ASKED.find(error.message)?.groupValues?.get(1)
                when (subject) {
                    is Subject.Receiver -> type?.let { receivers[subject.depth] = it }

                    is Subject.Before ->
                        before = WANTED.find(error.message)?.groupValues?.get(1) ?: type ?: before

                    is Subject.Own -> known(subject.named, type, error.message)?.let {
                        own[subject.named] = it
                    }
                }
            }
            val expected = errors.flatMap { error ->
                EXPECTED.flatMap { sign -> sign.findAll(error.message).map { it.groupValues[1] } }
            }
            return Reply(receivers.values.distinct(), before, expected.distinct(), own)
        }

        private fun known(named: Named, type: String?, message: String): String? = when {
            named.isFunction -> INAPPLICABLE.find(message)?.groupValues?.get(1)
            named.isClass -> named.name.takeIf { type != null || "companion object" in message }
            else -> type
        }
    }
}
