package dev.slipway.language

import dev.slipway.evaluate.CurrentScript
import dev.slipway.model.Effect
import dev.slipway.model.FieldPath
import dev.slipway.model.Fields
import dev.slipway.model.FileContent
import dev.slipway.model.Origin
import dev.slipway.model.Pure
import dev.slipway.model.Ref
import dev.slipway.model.TaskKey
import dev.slipway.model.TaskOptions
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Files

class PlacesSpec :
    FunSpec({
        fun made(key: String, path: String, output: String = "file") =
            CurrentScript.cluster().makes(path, Ref(TaskKey.parse(key), FieldPath.of(output)))

        fun held(key: String, path: String) = CurrentScript.cluster().holds(path, TaskKey.parse(key))

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

        test("a place is one from the root, from the script and by links") {
            val directory = tempdir("places").toPath().toRealPath()
            Files.createDirectory(directory.resolve("real"))
            Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real"))
            problems(directory = directory) {
                made("file/real/a", "real/a")
                made("file/link/a", "link/a")
                made("exec/x", "$directory/real/a", "files")
                held("directory/link/c", "link/c")
                made("file/real/c", "real/c")
                made("file/link", "link")
            }.lines().filter { it.startsWith("line") } shouldBe
                listOf(
                    "line: file/link/a and file/real/a are at the same place",
                    "line: exec/x and file/real/a are at the same place",
                    "line: file/real/c and directory/link/c are at the same place",
                )
        }

        test("who reads by a link what a task makes comes after it") {
            val directory = tempdir("places").toPath().toRealPath()
            Files.createDirectory(directory.resolve("real"))
            Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real"))
            for (way in listOf("link/a", "$directory/real/a", "real/./a")) {
                val reader =
                    Effect(TaskKey("x", "reader"), Fields.of("in", FileContent.of(way)), TaskOptions.NONE, Origin.NONE)
                val writer = Pure(TaskKey("x", "writer"), Fields.NONE, listOf("real/a"), TaskOptions.NONE, Origin.NONE)
                val graph = graph(directory = directory) {
                    CurrentScript.cluster().declare {
                        it.add(reader)
                        it.add(writer)
                    }
                }
                graph.tasks().map { it.key().name() } shouldBe listOf("writer", "reader")
            }
        }
    })
