package dev.slipway.dsl

import dev.slipway.model.TaskKey

/** An object of Kubernetes. */
public open class KubePart internal constructor(key: TaskKey) : Part(key) {
    /** Its UID, by which it is told from another one of its name: `output("uid") { settings.uid }`. */
    public val uid: Output<String> get() = field("uid")
}
