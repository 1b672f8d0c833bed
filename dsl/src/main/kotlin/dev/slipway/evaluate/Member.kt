package dev.slipway.evaluate

/** A field or a method, as class files name it. */
internal data class Member(val owner: String, val name: String, val type: String)
