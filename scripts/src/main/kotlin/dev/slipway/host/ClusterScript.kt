package dev.slipway.host

/**
 * What every script is: its statements are the body of its constructor.
 *
 * @property args nothing, under Slipway; parameters are declared and given with `-p name=value`. It is here because scripts
 *   that also run under stock Kotlin may name it
 */
public abstract class ClusterScript(public val args: Array<String>)
