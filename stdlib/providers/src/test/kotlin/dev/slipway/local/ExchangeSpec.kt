package dev.slipway.local

import dev.slipway.dsl.Cache
import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.dsl.task
import dev.slipway.dsl.template
import dev.slipway.store.DirCache
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.comparables.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlin.random.Random

/** Random scripts in two directories whose undeclared files differ, with one cache: no result is exchanged. */
class ExchangeSpec :
    FunSpec({
        test("work never gets a result from a directory with other undeclared surroundings") {
            var restored = 0
            for (seed in 1..SEEDS) {
                val results = passingDirectory("results")
                for (place in listOf("one", "two", "one again")) {
                    val machine = Machine(cache = DirCache(results))
                    val surroundings = place.substringBefore(' ')
                    DECLARED.forEach { machine.write(it, "content of $it") }
                    machine.write("page.template", "{{value}}")
                    machine.write("undeclared", surroundings)
                    val works = works(Random(seed))
                    machine.done { works.forEach { it.declare() } }
                    withClue("seed $seed, $place: ${works.joinToString("; ")}") {
                        works.forEach { machine.read(it.name) shouldBe it.expected(surroundings) }
                    }
                    restored += machine.restored().size
                }
            }
            restored shouldBeGreaterThan 0 // or this would show nothing
        }

        test("hermetic work that reads the project or the home directory undeclared always fails") {
            for (seed in 1..SEEDS) {
                val random = Random(seed)
                val machine = Machine()
                machine.write("in", "declared")
                val names = List(3) { "${random.nextBits(16)}/${random.nextBits(8)}.txt" }
                names.forEach { machine.write(it, "undeclared") }
                val escapes = listOf("", "/proc/self/root", "/proc/self/cwd/..", "/.host").map { "$it${machine.root}/" }
                val roots = escapes + listOf("", "./", "../")
                val home = System.getProperty("user.home")
                val read = if (random.nextInt(4) == 0) home else roots.random(random) + names.random(random)
                val program = listOf("cat", "ls", "head", "stat", "readlink -e").random(random)
                withClue("seed $seed: $program $read") {
                    machine.problems {
                        exec("read") {
                            shell("$program '$read' > out")
                            inputs("in")
                            outputs("out")
                            hermetic = true
                        }
                    } shouldContain "ended with status"
                }
            }
        }
    }) {
    private companion object {
        const val SEEDS = 12
        val DECLARED = listOf("d0", "d1", "d2")

        fun works(random: Random): List<Declared> = List(10) { number ->
            val word = listOf("file", "task", "exec", "hermetic", "template").random(random)
            val declared = DECLARED.filter { random.nextBoolean() }
            val choices = when {
                word == "hermetic" && declared.isNotEmpty() -> listOf(null, Cache.Off, Cache.Project, Cache.Shared)
                word == "template" -> listOf(Cache.Off, Cache.Project, Cache.Shared)
                else -> listOf(null, Cache.Off, Cache.Project)
            }
            Declared("out/$word-$number", word, declared, random.nextBoolean(), choices.random(random))
        }
    }

    /** Work that copies declared files and, where it can, an undeclared one. */
    private data class Declared(
        val name: String,
        val word: String,
        val declared: List<String>,
        val undeclared: Boolean,
        val choice: Cache?,
    ) {
        private val reads = declared + if (undeclared && word != "hermetic") listOf("undeclared") else listOf()

        fun declare() {
            when (word) {
                "file" -> file(name) { content = "content" }

                "template" -> template(name) {
                    from = "page.template"
                    value("value", declared.joinToString())
                    choice?.let { cache = it }
                }

                "task" -> task(name.substringAfter('/')) {
                    val read = reads
                    val to = name
                    inputs(*declared.toTypedArray())
                    outputs(name)
                    choice?.let { cache = it }
                    run { path(to).toFile().writeText(read.joinToString("") { path(it).toFile().readText() }) }
                }

                else -> exec(name.substringAfter('/')) {
                    shell("cat ${reads.joinToString(" ")} /dev/null > $name")
                    inputs(*declared.toTypedArray())
                    outputs(name)
                    choice?.let { cache = it }
                    hermetic = word == "hermetic"
                }
            }
        }

        fun expected(surroundings: String): String = when (word) {
            "file" -> "content"
            "template" -> declared.joinToString()
            else -> reads.joinToString("") { if (it == "undeclared") surroundings else "content of $it" }
        }
    }
}
