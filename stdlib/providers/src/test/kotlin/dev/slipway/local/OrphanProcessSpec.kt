package dev.slipway.local

import dev.slipway.model.Fields
import dev.slipway.model.TaskKey
import dev.slipway.provide.Exclusive
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.Operation
import dev.slipway.ssh.Errand
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.optional.shouldBeEmpty
import io.kotest.matchers.shouldBe

class OrphanProcessSpec :
    FunSpec({
        test("a program that outlived its run is found by its name, and ended with all that it has started") {
            val program = ProcessBuilder(ProcessGroup.leading(listOf("sh", "-c", "sleep 60 & echo $!; wait"))).start()
            val child = program.inputReader().readLine().toLong()
            val survivor = OrphanProcess.of(OrphanProcess.name(program)).orElseThrow()
            survivor.end()
            program.isAlive shouldBe false
            ended(child) shouldBe true
        }

        test("another program with the same number is not taken for it") {
            val program = ProcessBuilder("sleep", "60").start()
            OrphanProcess.of("${program.pid()}@12345").shouldBeEmpty()
            program.destroyForcibly().waitFor()
            OrphanProcess.of(OrphanProcess.name(program)).shouldBeEmpty()
            OrphanProcess.of("").shouldBeEmpty()
        }

        test("a process that left its group and its parents is found by its mark, and no other") {
            fun marked(mark: String) = ProcessBuilder("setsid", "sh", "-c", "sleep 60 & exec sleep 61")
                .apply { environment()[Marked.NAME] = mark }.start()
            val ours = marked("survivor-1")
            val other = marked("survivor-12")
            while (!Marked("survivor-1").isRunning() || !Marked("survivor-12").isRunning()) Thread.sleep(5)
            Marked("survivor-1").end()
            ours.waitFor()
            Marked("survivor-1").isRunning() shouldBe false
            other.isAlive shouldBe true
            Marked("").isRunning() shouldBe false
            Marked("survivor-12").end()
            other.waitFor()
        }

        test("ending one attempt at a step leaves the next one alone, and ending the step ends both") {
            val step = Marked("step-1")
            fun begin(mark: Marked) =
                ProcessBuilder("sleep", "60").apply { environment()[Marked.NAME] = mark.mark() }.start()
            val first = step.attempt()
            val programs = listOf(first, step.attempt(), Marked("step-12").attempt()).map(::begin)
            while (programs.any { "sleep" !in it.info().command().orElse("") }) Thread.sleep(5)
            first.end()
            programs[0].waitFor()
            programs.map { it.isAlive } shouldBe listOf(false, true, true)
            step.end()
            programs[1].waitFor()
            programs.map { it.isAlive } shouldBe listOf(false, false, true)
            programs[2].destroyForcibly().waitFor()
        }

        test("what finished after its run was killed is done; what failed, or still runs, is not") {
            val place = ScriptDirectory(passingDirectory("slipway"))
            val inputs = Fields.of("command", listOf("true"))
            val subject = ObjectRef(TaskKey("exec.effect", "e"), "", inputs, Fields.NONE)
            val once = RunOnce(place, Exec(place))
            fun recovered(intent: String, handle: String) = once.recover(
                InterruptedOperation(subject, Operation.CREATE, handle, intent, object : Exclusive { }),
                Errand(),
            )
                .toCompletableFuture().join()

            fun begin(intent: String, script: String) = ProcessBuilder(
                ProcessGroup.leading(Exits.of(place).leaving(intent, listOf("sh", "-c", script), false)),
            ).start()

            for ((intent, script, done) in listOf(
                Triple("good", "exit 0", true),
                Triple("bad", "exit 3", false),
            )) {
                val program = begin(intent, script)
                val name = OrphanProcess.name(program)
                program.waitFor()
                recovered(intent, name).isPresent shouldBe done
            }
            val late = begin("late", "sleep 0.3; echo printed; echo failed >&2; sleep 0.1; echo later")
            val name = OrphanProcess.name(late)
            late.inputStream.close() // as when the run is killed
            late.errorStream.close()
            late.waitFor()
            recovered("late", name).orElseThrow().fields() shouldBe Fields.of("stdout", "printed\nlater")
            val running = begin("slow", "sleep 60")
            recovered("slow", OrphanProcess.name(running)).shouldBeEmpty()
            running.isAlive shouldBe false
            recovered("never", "").shouldBeEmpty()
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
