package dev.slipway.dsl

import dev.slipway.evaluate.AsValue
import dev.slipway.evaluate.CurrentScript
import dev.slipway.model.Value
import dev.slipway.model.Secret as Reference

/**
 * A secret, by name. A script never sees its value: it can only hand it to words that take one, and the value is looked
 * up when one of their tasks acts.
 */
public class Secret internal constructor(private val reference: Reference) : AsValue {
    override fun asValue(): Value = reference

    override fun equals(other: Any?): Boolean = other is Secret && reference == other.reference

    override fun hashCode(): Int = reference.hashCode()

    /** A secret is no text: using it as one is a mistake, and what comes out is a mask. */
    override fun toString(): String {
        CurrentScript.current()?.problem(
            "the secret ${reference.source()} is used as text",
            "a script never sees the value of a secret",
            "hand it to a word that takes a secret, or compose it with text(\"...\", secret(...))",
        )
        return Reference.MASK
    }
}
