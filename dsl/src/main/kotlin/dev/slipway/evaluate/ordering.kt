package dev.slipway.evaluate

import dev.slipway.model.Origin
import dev.slipway.model.Problem

/** Problems as one reads a script: file by file, line by line, and at the end those that have no line. */
internal fun List<Problem>.inOrder(): List<Problem> {
    val files = map { it.where().file() }.distinct()
    return sortedWith(
        compareBy({ it.where() == Origin.NONE }, { files.indexOf(it.where().file()) }, { it.where().line() }),
    )
}
