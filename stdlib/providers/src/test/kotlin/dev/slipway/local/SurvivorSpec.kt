package dev.slipway.local

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.optional.shouldBeEmpty
import io.kotest.matchers.shouldBe

class SurvivorSpec :
    FunSpec({
        test("a program that outlived its run is found by its name, and ended with all that it has started") {
            val program = ProcessBuilder(Group.leading(listOf("sh", "-c", "sleep 60 & echo $!; wait"))).start()
            val child = program.inputReader().readLine().toLong()
            val survivor = Survivor.of(Survivor.name(program)).orElseThrow()
            survivor.end()
            program.isAlive shouldBe false
            ended(child) shouldBe true
        }

        test("another program with the same number is not taken for it") {
            val program = ProcessBuilder("sleep", "60").start()
            Survivor.of("${program.pid()}@12345").shouldBeEmpty()
            program.destroyForcibly().waitFor()
            Survivor.of(Survivor.name(program)).shouldBeEmpty()
            Survivor.of("").shouldBeEmpty()
        }
    })

/** The child of a program that is gone is reaped by somebody else, some time. */
private fun ended(pid: Long): Boolean {
    val until = System.nanoTime() + 5_000_000_000
    while (ProcessHandle.of(pid).map { it.isAlive }.orElse(false) && System.nanoTime() < until) {
        Thread.sleep(10)
    }
    return !ProcessHandle.of(pid).map { it.isAlive }.orElse(false)
}
