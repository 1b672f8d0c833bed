package dev.slipway.local

import com.sun.net.httpserver.HttpServer
import dev.slipway.dsl.archive
import dev.slipway.dsl.directory
import dev.slipway.dsl.download
import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.dsl.http
import dev.slipway.dsl.output
import dev.slipway.dsl.seconds
import dev.slipway.dsl.secret
import dev.slipway.dsl.task
import dev.slipway.dsl.template
import dev.slipway.dsl.text
import dev.slipway.dsl.waitFor
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.net.InetSocketAddress
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import kotlin.io.path.exists
import kotlin.io.path.readBytes

class AdHocSpec :
    FunSpec({
        test("a second run does nothing, and one changed input does one task again") {
            val machine = Machine()
            machine.write("src/a.txt", "a\n")
            machine.write("src/b.txt", "b\n")
            val script = {
                exec("upper-a") {
                    shell("tr a-z A-Z < src/a.txt > out/a.txt")
                    inputs("src/a.txt")
                    outputs("out/a.txt")
                }
                exec("upper-b") {
                    shell("tr a-z A-Z < src/b.txt > out/b.txt")
                    inputs("src/b.txt")
                    outputs("out/b.txt")
                }
                task("joined") {
                    inputs("out/a.txt", "out/b.txt")
                    outputs("out/all.txt")
                    run {
                        path("out/all.txt").toFile().writeText(files.joinToString("") { path(it).toFile().readText() })
                        say("joined ${files.size} files")
                    }
                }
                file("motd") { content = "Welcome\n" }
                Unit
            }
            machine.done(script) shouldBe setOf("exec/upper-a", "exec/upper-b", "task/joined", "file/motd")
            machine.read("out/all.txt") shouldBe "A\nB\n"
            machine.plan(script).shouldBeEmpty()
            machine.done(script).shouldBeEmpty()
            machine.write("src/b.txt", "c\n")
            machine.done(script) shouldBe setOf("exec/upper-b", "task/joined")
            machine.read("out/all.txt") shouldBe "A\nC\n"
            machine.done(script).shouldBeEmpty()
        }

        test("a file that somebody changed is put back, and one without a line goes") {
            val machine = Machine()
            val script = {
                file("etc/motd") {
                    content = "Welcome\n"
                    mode = "0640"
                }
                directory("var/empty")
                Unit
            }
            machine.done(script)
            PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.root.resolve("etc/motd"))) shouldBe
                "rw-r-----"
            machine.write("etc/motd", "Go away\n")
            machine.plan(script) shouldBe mapOf("file/etc/motd" to Action.UPDATE)
            machine.done(script)
            machine.read("etc/motd") shouldBe "Welcome\n"
            Files.delete(machine.root.resolve("etc/motd"))
            machine.plan(script) shouldBe mapOf("file/etc/motd" to Action.CREATE)
            machine.done(script)
            machine.done {} shouldBe setOf("file/etc/motd", "directory/var/empty")
            machine.root.resolve("etc/motd").exists() shouldBe false
        }

        test("somebody else's file is not overwritten") {
            val machine = Machine()
            machine.write("mine", "precious")
            machine.problems { file("mine") { content = "x" } } shouldContain "Slipway did not make it"
            machine.read("mine") shouldBe "precious"
        }

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
        }

        test("a program ends with its time, and with all that it started") {
            val machine = Machine()
            machine.problems {
                exec("slow") {
                    shell("(sleep 30; touch late) & echo $! > pid; wait")
                    timeout = 1.seconds
                    retry = 0
                }
            } shouldContain "no answer within 1000 ms"
            val pid = machine.read("pid").trim().toLong()
            val until = System.nanoTime() + 5_000_000_000
            while (ProcessHandle.of(pid).map { it.isAlive }.orElse(false) && System.nanoTime() < until) {
                Thread.sleep(20)
            }
            ProcessHandle.of(pid).map { it.isAlive }.orElse(false) shouldBe false
        }

        test("no secret is said, printed or kept") {
            val machine = Machine()
            val script = {
                val login = exec("login") {
                    shell("echo token is \$TOKEN; echo \$TOKEN >&2; test -n \$TOKEN")
                    env("TOKEN", secret("TOKEN"))
                }
                file("secret.conf") { content(text("token=", secret("TOKEN"), "\n")) }
                template("t.conf") {
                    from = "t.in"
                    value("token", secret("TOKEN"))
                }
                task("uses") {
                    input("token", secret("TOKEN"))
                    run { say("it is ${input("token")}") }
                }
                output("login") { login.stdout }
            }
            machine.write("t.in", "token: {{token}}\n")
            machine.done(script).size shouldBe 6
            machine.done(script).shouldBeEmpty()
            machine.read("secret.conf") shouldBe "token=hunter2-canary\n"
            PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.root.resolve("t.conf"))) shouldBe
                "rw-------"
            machine.read("t.conf") shouldBe "token: hunter2-canary\n"
            machine.said() shouldContain "token is •••"
            machine.events.toString() shouldNotContain "canary"
            Files.walk(machine.root.resolve(".slipway")).filter(Files::isRegularFile).toList().forEach {
                String(it.readBytes(), Charsets.ISO_8859_1) shouldNotContain "canary"
            }
            machine.problems {
                exec("leaks") {
                    shell("echo \$TOKEN; exit 1")
                    env("TOKEN", secret("TOKEN"))
                }
            } shouldNotContain
                "canary"
        }

        test("a template is strict both ways, and rendered while planning") {
            val machine = Machine()
            machine.write("in", "listen {{port}} {{host}}\n")
            machine.problems {
                template("conf") {
                    from = "in"
                    value("port", 80)
                }
            } shouldContain "in asks for host, which has no value"
            machine.problems {
                template("conf") {
                    from = "in"
                    value("port", 80)
                    value("host", "x")
                    value("extra", 1)
                }
            } shouldContain "in has no place for extra"
        }

        test("an archive is the same whenever it is made") {
            val machine = Machine()
            machine.write("public/index.html", "<html>")
            machine.write("public/a/b.css", "b {}")
            machine.write("run.sh", "#!/bin/sh\n")
            fun digests(into: String): List<String> {
                machine.done {
                    archive("$into/site.zip") {
                        from("public")
                        strip = "public"
                    }
                    archive("$into/site.tar.gz") {
                        from("public/**")
                        executable("run.sh")
                    }
                }
                return listOf("zip", "tar.gz").map { Place.digest(machine.root.resolve("$into/site.$it")).toString() }
            }
            val first = digests("one")
            Thread.sleep(1100)
            machine.write("public/index.html", "<html>")
            digests("two") shouldBe first
            val listing = ProcessBuilder("tar", "tvf", "two/site.tar.gz").directory(machine.root.toFile()).start()
            val text = listing.inputReader().readText()
            text shouldContain "-rwxr-xr-x root/root"
            text shouldContain "public/a/b.css"
        }

        test("a download is pinned on first use, restored when lost, and refused when it changes") {
            val server = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0)
            var body = "tool v1"
            var requests = 0
            server.createContext("/") { exchange ->
                requests++
                val bytes = body.toByteArray()
                exchange.sendResponseHeaders(
                    if (exchange.requestURI.path ==
                        "/missing"
                    ) {
                        404
                    } else {
                        200
                    },
                    bytes.size.toLong(),
                )
                exchange.responseBody.use { it.write(bytes) }
            }
            server.start()
            try {
                val url = "http://127.0.0.1:${server.address.port}/tool"
                val machine = Machine()
                val script = {
                    download(url) {
                        to = "bin/tool"
                        mode = "0755"
                    }
                    exec("use") {
                        shell("cat bin/tool > out/used")
                        inputs("bin/tool")
                        outputs("out/used")
                    }
                    Unit
                }
                machine.done(script) shouldBe setOf("download/bin/tool", "exec/use")
                machine.read("out/used") shouldBe "tool v1"
                machine.read("slipway.lock") shouldContain url
                machine.done(script).shouldBeEmpty()
                requests shouldBe 1
                Files.delete(machine.root.resolve("bin/tool"))
                machine.done(script) shouldContain "download/bin/tool"
                body = "tool v2, from a bad place"
                Files.delete(machine.root.resolve("bin/tool"))
                machine.problems(script) shouldContain "is not what it was"
                machine.root.resolve("bin/tool").exists() shouldBe false
                machine.problems {
                    download("http://127.0.0.1:${server.address.port}/missing") { to = "x" }
                } shouldContain
                    "answers with status 404"

                body = "all ok"
                machine.problems { http(url) { contains("ok") } } shouldBe ""
                machine.problems { http(url) { status = 204 } } shouldContain "answers with status 200 and not 204"
                machine.problems {
                    waitFor("server") {
                        port("127.0.0.1", server.address.port)
                        http(url)
                    }
                } shouldBe ""
                machine.problems {
                    waitFor("never") {
                        file("no-such-file")
                        patience = 1.seconds
                    }
                } shouldContain "there is no file no-such-file, even after PT1S"
            } finally {
                server.stop(0)
            }
        }

        test("a task that is edited is done again, and no other") {
            val machine = Machine()
            fun script(first: String, second: String) = {
                task("first") { run { output("word", first) } }
                task("second") { run { output("word", second + "!") } }
                Unit
            }
            machine.done(script("a", "b")).size shouldBe 2
            machine.done(script("a", "b")).shouldBeEmpty()
            machine.done(script("a", "c")) shouldBe setOf("task.effect/second")
        }

        test("names come from properties") {
            val machine = Machine()
            val done = machine.done {
                val greeting by exec {
                    shell("printf hello > out/greeting")
                    outputs("out/greeting")
                }
                val shout by task {
                    after(greeting)
                    input("said", greeting.stdout)
                    run { output("loud", input("said").uppercase()) }
                }
                output("loud") { shout.output("loud") }
            }
            done shouldNotBe setOf<String>()
            done shouldBe setOf("exec/greeting", "task.effect/shout")
        }
    })
