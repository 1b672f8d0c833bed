package dev.slipway.language

import dev.slipway.evaluate.Ambient
import dev.slipway.model.FieldPath
import dev.slipway.model.Ref
import dev.slipway.model.TaskKey
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class PlacesSpec :
    FunSpec({
        fun made(key: String, path: String, output: String = "file") =
            Ambient.cluster().makes(path, Ref(TaskKey.parse(key), FieldPath.of(output)))

        fun held(key: String, path: String) = Ambient.cluster().holds(path, TaskKey.parse(key))

        test("a place is one, however it is written and whatever is to be there") {
            problems {
                made("file/a", "a")
                made("file/./a", "./a")
                held("directory/b/../a", "b/../a")
                made("exec/x", "a", "files")
            }.lines().filter { it.startsWith("line") } shouldBe
                listOf("file/./a", "exec/x", "directory/b/../a").map { "line: $it and file/a are at the same place" }
        }

        test("what is declared twice, or is the result of two tasks, is told where that is seen") {
            problems {
                made("file/a", "a")
                made("file/a", "a")
                made("exec/x", "b", "files")
                made("exec/y", "b", "files")
                held("directory/c", "c")
                made("file/c/d", "c/d")
            } shouldBe "none"
        }
    })
