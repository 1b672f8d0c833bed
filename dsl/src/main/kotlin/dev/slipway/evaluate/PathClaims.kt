package dev.slipway.evaluate

import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import java.nio.file.Path

/** Whose each place on this machine is, however it is written: two tasks would undo what the other does. */
internal class PathClaims(private val cluster: ScriptModel) {
    private class Claim(val owner: TaskKey, val result: Boolean, val origin: Origin) {
        val isDirectory: Boolean get() = owner.kind() == "directory"
    }

    private val claims = mutableMapOf<Path, Claim>()

    /** For each directory on the way to a claim, the first of them. */
    private val inside = mutableMapOf<Path, Claim>()

    /** A task says what is at a place; as a result it is compared with other results when the graph is made. */
    fun claim(path: String, owner: TaskKey, result: Boolean, origin: Origin) {
        val claim = Claim(owner, result, origin)
        val place = cluster.place(path) ?: return
        checkNesting(place, claim)
        val first = claims.putIfAbsent(place, claim) ?: return
        if (first.owner != owner && !(first.result && result)) {
            cluster.problem(
                "$owner and ${first.owner} are at the same place",
                "each would undo what the other does; the first is at ${first.origin}",
                "keep one of them, or choose another place",
                origin,
            )
        }
    }

    /** Below a file there is nothing. */
    private fun checkNesting(place: Path, claim: Claim) {
        val file = generateSequence(place.parent) { it.parent }.firstNotNullOfOrNull { claims[it] }
            ?.takeUnless { it.isDirectory }
        val below = inside[place].takeUnless { claim.isDirectory }
        if (file != null) {
            nested(claim.owner, file.owner, file.origin, claim.origin)
        } else if (below != null) {
            nested(below.owner, claim.owner, below.origin, claim.origin)
        }
        generateSequence(place.parent) { it.parent }.forEach { inside.putIfAbsent(it, claim) }
    }

    private fun nested(inner: TaskKey, file: TaskKey, first: Origin, origin: Origin) {
        cluster.problem(
            "$inner is below $file, which is a file",
            "a file has no files in it; the first of them is at $first",
            "choose another path for one of them",
            origin,
        )
    }
}
