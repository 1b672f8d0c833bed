package dev.slipway.language

import dev.slipway.model.TaskKey
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.string.shouldContain

class NamesSpec :
    FunSpec({
        test("a name that no task can have is told in plain words, and what a script throws with its class") {
            problems { TaskKey("file", " ") } shouldContain
                "\n  why: task name ' ' must be 1 to 256 printable characters\n"
            problems { error("own words") } shouldContain "\n  why: java.lang.IllegalStateException: own words\n"
        }
    })
