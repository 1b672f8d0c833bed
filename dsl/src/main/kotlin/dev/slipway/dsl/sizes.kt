package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript

/** So many bytes: `512.bytes`. */
public val Int.bytes: Size get() = size(toLong())

/** So many times 1024 bytes: `64.KiB`. */
public val Int.KiB: Size get() = size(toLong() shl 10)

/** So many times 1024 KiB: `512.MiB`. */
public val Int.MiB: Size get() = size(toLong() shl 20)

/** So many times 1024 MiB: `16.GiB`. */
public val Int.GiB: Size get() = size(toLong() shl 30)

/** So many times 1024 GiB: `2.TiB`. */
public val Int.TiB: Size get() = size(toLong() shl 40)

/** So many million bytes, as disk makers count: `500.MB`. */
public val Int.MB: Size get() = size(toLong() * 1_000_000)

/** So many billion bytes, as disk makers count: `100.GB`. */
public val Int.GB: Size get() = size(toLong() * 1_000_000_000)

internal fun size(bytes: Long): Size {
    if (bytes < 0) {
        CurrentScript.cluster().problem("a size of $bytes bytes", "a size is never negative", "write a positive number")
    }
    return Size(bytes)
}
