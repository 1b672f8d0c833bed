package dev.slipway.evaluate

import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import java.nio.file.Path

/** Whose each place on this machine is, however it is written: two tasks would undo what the other does. */
internal class Places(private val cluster: Cluster) {
    private class Claim(val owner: TaskKey, val result: Boolean, val origin: Origin)

    private val claims = mutableMapOf<Path, Claim>()

    /** A task says what is at a place; as a result it is compared with other results when the graph is made. */
    fun claim(path: String, owner: TaskKey, result: Boolean) {
        val claim = Claim(owner, result, Origins.here())
        val first = cluster.place(path)?.let { claims.putIfAbsent(it, claim) } ?: return
        if (first.owner != owner && !(first.result && result)) {
            cluster.problem(
                "$owner and ${first.owner} are at the same place",
                "each would undo what the other does; the first is at ${first.origin}",
                "keep one of them, or choose another place",
            )
        }
    }
}
