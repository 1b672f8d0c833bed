package dev.slipway.dsl

import dev.slipway.model.TaskKey

/** Configures a token. */
public class TokenBlock internal constructor(user: String) : EffectBlock("proxmox.token", "$user!") {
    /** What it is for: `comment = "the build"`. */
    public var comment: String = ""

    /** Whether it may only do what it is granted itself, out of what its user may: `separated = true`. */
    public var separated: Boolean = false

    /** When it is worth nothing any more, in seconds since 1970; 0 is never: `expires = 1798761600`. */
    public var expires: Long = 0
}

/** A token of a user. */
public class UserToken internal constructor(key: TaskKey) : Part(key) {
    /** What it is called, `user@realm!name`: `output("who") { ci.id }`. */
    public val id: Output<String> get() = field("id")

    /** It whole, `user@realm!name=value`; a secret, told once by Proxmox VE and kept encrypted: `output("key") { ci.value }`. */
    public val value: Output<String> get() = field("value")
}
