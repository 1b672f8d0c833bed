package dev.slipway.dsl

/** Configures a user. It has no password here: give it a token, or a password in Proxmox VE itself. */
public class UserBlock internal constructor() : EffectBlock("proxmox.user") {
    /** Who it is, or what it is for: `comment = "brings up machines"`. */
    public var comment: String = ""

    /** Where mail reaches it: `mail = "anna@home.example"`. */
    public var mail: String = ""

    /** Its first name: `firstName = "Anna"`. */
    public var firstName: String = ""

    /** Its last name: `lastName = "Schmidt"`. */
    public var lastName: String = ""

    /** Whether it may log in: `enabled = false`. */
    public var enabled: Boolean = true

    /** When it may no longer, in seconds since 1970; 0 is never: `expires = 1798761600`. */
    public var expires: Long = 0

    internal fun said(name: String): Map<String, Any> = mapOf(
        "name" to name,
        "comment" to comment,
        "mail" to mail,
        "first" to firstName,
        "last" to lastName,
    ).filterValues { it != "" } + mapOf("enabled" to enabled, "expires" to expires)
}
