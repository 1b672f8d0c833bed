package dev.slipway.proxmox

import dev.slipway.provide.Failure

/**
 * A list of rules, of which those with our mark are ours; without a mark all are. Ours stand first, but for those of other
 * owners with a mark. The first rule that fits a packet decides.
 *
 * The list can only be changed rule by rule, so it is changed in an order in which every packet, at every moment, is
 * decided either as before or as it will be: new rules come above the old ones, but are switched off; they are switched
 * on from the first to the last; and the old ones go from the last to the first.
 */
internal class RuleList(private val api: Api, private val node: String, val path: String, private val mark: String) {
    private fun isOurs(rule: Rule) = mark.isEmpty() || rule.mark == mark

    private suspend fun rows() = api.get(node, path).rows()

    suspend fun all(): List<Rule> = rows().map { Rule.of(it) }

    /** What stands where ours should: ours, and whatever somebody put above or between them. */
    suspend fun seen(): List<Rule> {
        val all = all()
        return all.take(all.indexOfLast { isOurs(it) } + 1).drop(first(all))
    }

    private fun first(all: List<Rule>) = all.takeWhile { !isOurs(it) && it.mark.isNotEmpty() }.size

    /** Puts what is new above what is old, and in force. Says how many at the end are kept as they are. */
    suspend fun open(wanted: List<Rule>): Int {
        val all = all()
        val start = first(all)
        val block = all.drop(start).takeWhile { isOurs(it) }
        val same = wanted.zip(block).takeWhile { (a, b) -> a == b }.size
        val kept = wanted.drop(same).reversed().zip(block.drop(same).reversed()).takeWhile { (a, b) -> a == b }.size
        val new = wanted.subList(same, wanted.size - kept)
        new.reversed().forEach { insert(it.off, start + same) }
        new.forEachIndexed { i, rule -> if (rule.isOn) switchOn(rule, start + same + i) }
        return kept
    }

    /** Takes away what is no longer wanted. */
    suspend fun close(wanted: Int, kept: Int) {
        val ours = all().withIndex().filter { isOurs(it.value) }
        ours.subList(wanted - kept, ours.size - kept).reversed().forEach { (at, rule) -> remove(rule, at) }
    }

    private suspend fun insert(rule: Rule, at: Int) {
        api.post(node, path, FormParameters.of(rule.options))
        if (at > 0) {
            // A new rule is the first, whatever place it asks for. A place further down counts the rule itself.
            api.put(node, "$path/0", FormParameters.of("moveto" to at + 1, "digest" to digest(rule, 0)))
        }
    }

    private suspend fun switchOn(rule: Rule, at: Int) {
        api.put(node, "$path/$at", FormParameters.of("enable" to 1, "digest" to digest(rule.off, at)))
    }

    private suspend fun remove(rule: Rule, at: Int) {
        api.delete(node, "$path/$at", FormParameters.of("digest" to digest(rule, at)))
    }

    /** What proves, with the next change, that the rule still stands there. */
    private suspend fun digest(rule: Rule, at: Int): String {
        val rows = rows()
        if (rows.getOrNull(at)?.let { Rule.of(it) } != rule) {
            throw Failure.Conflict("the rules at $path were changed at the same time", "plan again")
        }
        return rows[at].text("digest")
    }
}
