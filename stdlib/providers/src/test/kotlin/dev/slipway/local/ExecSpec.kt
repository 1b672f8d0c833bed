package dev.slipway.local

import dev.slipway.dsl.exec
import dev.slipway.dsl.seconds
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.nio.file.Files
import kotlin.io.path.exists

class ExecSpec :
    FunSpec({
        test("a program without outputs runs once, again when told otherwise, and never when its guard is content") {
            val machine = Machine()
            fun script(word: String) = {
                exec("append") { shell("echo $word >> log") }
                exec("guarded") {
                    shell("touch done; echo guarded >> log")
                    unless("test", "-e", "done")
                }
                Unit
            }
            machine.done(script("one")) shouldBe setOf("exec.effect/append", "exec.effect/guarded")
            machine.done(script("one")).shouldBeEmpty()
            machine.done(script("two")) shouldBe setOf("exec.effect/append")
            Files.delete(machine.root.resolve("done"))
            machine.done(script("two")) shouldBe setOf("exec.effect/guarded")
            machine.read("log").lines().sorted() shouldBe listOf("", "guarded", "guarded", "one", "two")
        }

        test("whoever says how often to try means a program that fails, and its new name is no reason to do it again") {
            val machine = Machine()
            fun script(word: String, name: String) = {
                exec(name) {
                    shell("echo $word >> tries; test $(grep -c $word tries) -ge 3")
                    retry = 2
                    if (name != "flaky") moved("flaky")
                }
                Unit
            }
            machine.done(script("one", "flaky")) shouldBe setOf("exec.effect/flaky")
            machine.done(script("two", "flaky")) shouldBe setOf("exec.effect/flaky")
            machine.done(script("two", "steady"))
            machine.plan(script("two", "steady")).shouldBeEmpty()
            machine.read("tries").lines() shouldBe listOf("one", "one", "one", "two", "two", "two", "")
        }

        test("a program whose interpreter is missing fails with what the shell says of it") {
            val machine = Machine()
            machine.write("tool", "#!/no/such/interpreter\n")
            machine.root.resolve("tool").toFile().setExecutable(true) shouldBe true
            machine.problems { exec("tool") { command("./tool") } } shouldContain "./tool: "
        }

        test("a failing program says what it said") {
            val machine = Machine()
            machine.problems { exec("bad") { shell("echo no space left; exit 3") } } shouldBe
                """
                line: exec.effect/bad could not be created
                  why: 'sh' ended with status 3, and said
                    no space left
                  do:  see what it said, correct the cause, and run again
                """.trimIndent()
            machine.problems { exec("none") { command("no-such-program") } } shouldContain
                "there is no program 'no-such-program'"
            machine.problems { exec("all") { command("ls -la") } } shouldContain
                "there is no program 'ls -la'\n  do:  give the words one by one"
            machine.problems {
                exec("tree") {
                    command("mkdir", "tree")
                    outputs("tree")
                }
            } shouldContain "'tree' is a directory"
        }

        test("the failure of a program that misses a variable says how to pass it") {
            val end = Program.End(1, "", "error: KUBECONFIG is not set", setOf("HOSTNAME", "KUBECONFIG"))
            end.failure("kubectl").fix() shouldContain "pass it with env(\"KUBECONFIG\", ...)"
            Program.End(1, "", "error: no NODE", setOf("KUBECONFIG")).failure("kubectl").fix() shouldNotContain "env("
        }

        test("a program ends with its time, and with all that it started") {
            val machine = Machine()
            machine.problems {
                exec("slow") {
                    shell("(sleep 30; touch late) & echo $! > pid; wait")
                    timeout = 1.seconds
                    retry = 0
                }
            } shouldContain "timed out after 1.0 s"
            val pid = machine.read("pid").trim().toLong()
            val until = System.nanoTime() + 5_000_000_000
            while (ProcessHandle.of(pid).map { it.isAlive }.orElse(false) && System.nanoTime() < until) {
                Thread.sleep(20)
            }
            ProcessHandle.of(pid).map { it.isAlive }.orElse(false) shouldBe false
        }

        test("called off, a program ends, and the next run does it") {
            val machine = Machine()
            val script = {
                exec("long") { shell("echo $$ > pid; test -e quick || sleep 30; echo done >> log") }
                Unit
            }
            val stopper =
                Thread {
                    while (!machine.root.resolve("pid").exists()) Thread.sleep(10)
                    machine.cancel.stop()
                    machine.cancel.stop()
                }
            stopper.start()
            machine.up(script).isGood shouldBe false
            stopper.join()
            val again = Machine(machine.root)
            again.write("quick", "")
            again.done(script) shouldBe setOf("exec.effect/long")
            again.read("log") shouldBe "done\n"
        }
    })
