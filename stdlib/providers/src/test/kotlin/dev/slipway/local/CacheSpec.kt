package dev.slipway.local

import dev.slipway.dsl.exec
import dev.slipway.dsl.task
import dev.slipway.store.DirCache
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import java.nio.file.Path
import java.util.Locale

class CacheSpec :
    FunSpec({
        val results = passingDirectory("results")

        fun machine(root: Path = passingDirectory("slipway")) = Machine(root, cache = DirCache(results))

        test("work without declared inputs runs again when its result is lost") {
            val machine = machine()
            val script = {
                exec("site") {
                    shell("cat undeclared > site")
                    outputs("site")
                }
                task("page") {
                    outputs("page")
                    run { path("page").toFile().writeText(path("undeclared").toFile().readText()) }
                }
                Unit
            }
            for (content in listOf("one", "two")) {
                machine.write("undeclared", content)
                machine.done(script) shouldContainExactly setOf("exec/site", "task/page")
                machine.read("site") + machine.read("page") shouldBe content + content
                listOf("site", "page").forEach { Files.delete(machine.root.resolve(it)) }
            }
            machine.restored().shouldBeEmpty()
        }

        test("work with declared inputs gets its own result back, and runs again with cache = off") {
            val machine = machine()
            machine.write("in", "in")
            val script = {
                exec("kept") {
                    shell("cat in > kept")
                    inputs("in")
                    outputs("kept")
                }
                exec("off") {
                    shell("cat in > off")
                    inputs("in")
                    outputs("off")
                    cache = off
                }
                Unit
            }
            machine.done(script)
            listOf("kept", "off").forEach { Files.delete(machine.root.resolve(it)) }
            machine.done(script)
            machine.restored() shouldContainExactly listOf("exec/kept")
        }

        test("cache = project keeps the result of work without declared inputs for its own directory only") {
            val script = {
                exec("own") {
                    shell("cat undeclared > own")
                    outputs("own")
                    cache = project
                }
                Unit
            }
            val first = machine()
            val second = machine()
            for (machine in listOf(first, second)) {
                machine.write("undeclared", "${machine.root}")
                machine.done(script)
                machine.read("own") shouldBe "${machine.root}"
            }
            Files.delete(first.root.resolve("own"))
            first.done(script)
            first.restored() shouldContainExactly listOf("exec/own")
            second.restored().shouldBeEmpty()
        }

        test("another project at the same path never gets the result of the one before") {
            val place = passingDirectory("place").resolve("build")
            for (project in listOf("one", "two")) {
                val machine = machine(Files.createDirectories(place))
                machine.write("Makefile", "declared by both")
                machine.write("undeclared", project)
                machine.done {
                    exec("site") {
                        shell("cat undeclared > site")
                        inputs("Makefile")
                        outputs("site")
                    }
                }
                machine.read("site") shouldBe project
                machine.restored().shouldBeEmpty()
                Files.move(place, place.resolveSibling(project))
            }
        }

        test("the locale of this process is part of the key") {
            val machine = machine()
            machine.write("in", "0.5")
            val script = {
                task("number") {
                    inputs("in")
                    outputs("number")
                    run { path("number").toFile().writeText("%.1f".format(path("in").toFile().readText().toDouble())) }
                }
                Unit
            }
            val before = Locale.getDefault()
            try {
                for ((locale, expected) in listOf(Locale.ROOT to "0.5", Locale.GERMANY to "0,5")) {
                    Locale.setDefault(locale)
                    machine.done(script)
                    machine.read("number") shouldBe expected
                    Files.delete(machine.root.resolve("number"))
                }
            } finally {
                Locale.setDefault(before)
            }
        }

        test("a result that cannot be shared is refused where it is declared") {
            machine().problems {
                exec("site") {
                    command("make", "site")
                    inputs("Makefile")
                    outputs("site")
                    cache = shared
                }
            } shouldContain "the result of exec \"site\" cannot be shared"
            machine().problems {
                exec("install") {
                    command("make", "install")
                    cache = project
                }
            } shouldContain "'cache' does nothing in exec \"install\""
        }
    })
