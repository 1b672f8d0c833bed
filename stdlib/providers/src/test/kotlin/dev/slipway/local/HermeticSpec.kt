package dev.slipway.local

import dev.slipway.dsl.exec
import dev.slipway.dsl.secret
import dev.slipway.store.DirCache
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import kotlin.io.path.exists
import kotlin.io.path.isExecutable
import kotlin.io.path.setPosixFilePermissions
import kotlin.io.path.writeText

/** These need no more than Linux and are never skipped: where the kernel refuses, they fail with what to enable. */
class HermeticSpec :
    FunSpec({
        fun Machine.executable(path: String, text: String) {
            write(path, text)
            root.resolve(path).setPosixFilePermissions(PosixFilePermissions.fromString("rwxr-xr-x"))
        }

        test("hermetic work sees its declared files, and leaves its outputs and nothing else") {
            val machine = Machine()
            machine.write("src/a.txt", "a")
            machine.write("src/undeclared.txt", "u")
            machine.executable("bin/join", "#!/bin/sh\ncat src/* > out/all.txt; ls src > out/names; echo left > left\n")
            machine.done {
                exec("join") {
                    command("bin/join")
                    inputs("src/a.txt", "bin/join")
                    outputs("out/all.txt", "out/names")
                    hermetic = true
                }
            } shouldContainExactly setOf("exec/join")
            machine.read("out/all.txt") + machine.read("out/names") shouldBe "aa.txt\n"
            machine.root.resolve("left").exists() shouldBe false
            Files.list(machine.root.resolve(".slipway/hermetic")).use { it.count() } shouldBe 0
        }

        test("whatever is not declared does not exist there") {
            val machine = Machine()
            machine.write("in", "declared")
            machine.write("undeclared", "undeclared")
            val host = passingDirectory("host").resolve("file").also { it.writeText("of the host") }
            val reads = listOf(
                "${machine.root}/undeclared",
                "${machine.root}",
                "undeclared",
                "../${machine.root.fileName}/undeclared",
                System.getProperty("user.home"),
                "$host",
                "/etc/hostname",
                "/etc/shadow",
                "/proc/1/root${machine.root}/undeclared",
                "/proc/self/cwd/../../${machine.root}",
                "/sys/class/net",
                "/.host",
            )
            for (read in reads) {
                machine.problems {
                    exec("read") {
                        command("ls", read)
                        inputs("in")
                        outputs("out")
                        hermetic = true
                    }
                } shouldContain "'ls' ended with status 2"
            }
        }

        test("there is no network, no other process, and no environment but what is declared") {
            val machine = Machine()
            machine.write("in", "")
            machine.done {
                exec("look") {
                    shell(
                        """
                        tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ' > net
                        ls -d /proc/[0-9]* | wc -l > processes
                        env | sort > env
                        uname -n > host
                        """,
                    )
                    inputs("in")
                    outputs("net", "processes", "env", "host")
                    env("DECLARED", "yes")
                    hermetic = true
                }
            }
            machine.read("net") shouldBe "lo\n"
            (machine.read("processes").trim().toInt() <= 5) shouldBe true
            machine.read("host") shouldBe "slipway\n"
            machine.read("env").lines().filter { it.isNotEmpty() }.map { it.substringBefore('=') }
                .filter { it !in setOf("PWD", "OLDPWD", "_") } shouldContainExactly listOf(
                "DECLARED",
                "HOME",
                "LANG",
                "LOGNAME",
                "PATH",
                "SHELL",
                "SOURCE_DATE_EPOCH",
                "TERM",
                "TMPDIR",
                "TZ",
                "USER",
            )
        }

        test("files there have one time and one of two modes, whatever they have here") {
            val machine = Machine()
            machine.write("a", "a")
            machine.executable("b", "b")
            machine.root.resolve("a").setPosixFilePermissions(PosixFilePermissions.fromString("rw-r-----"))
            machine.done {
                exec("stat") {
                    shell("stat -c '%n %a %Y %u' a b > out")
                    inputs("a", "b")
                    outputs("out")
                    hermetic = true
                }
            }
            machine.read("out") shouldBe "a 644 315532800 1000\nb 755 315532800 1000\n"
        }

        test("the system and its own inputs cannot be changed") {
            val machine = Machine()
            machine.write("in", "before")
            machine.done {
                exec("write") {
                    shell("! touch /usr/bin/x && ! touch /etc/alternatives/x && echo after > in && echo done > out")
                    inputs("in")
                    outputs("out")
                    hermetic = true
                }
            }
            machine.read("in") shouldBe "before"
        }

        test("a result is shared with every directory that declares the same, and only with those") {
            val results = passingDirectory("results")
            val machines = listOf("same", "same", "other").map { content ->
                Machine(cache = DirCache(results)).also { it.write("src/in", content) }
            }
            for (machine in machines) {
                machine.done {
                    exec("copy") {
                        shell("cp in ../out/copy; chmod 755 ../out/copy")
                        directory = "src"
                        inputs("src/in")
                        outputs("out/copy")
                        hermetic = true
                    }
                }
            }
            machines.map { it.restored() } shouldBe listOf(listOf(), listOf("exec/copy"), listOf())
            machines.map { it.read("out/copy") } shouldBe listOf("same", "same", "other")
            machines[1].root.resolve("out/copy").isExecutable() shouldBe true
        }

        test("a file that becomes executable is another input") {
            val results = passingDirectory("results")
            val scripts = listOf(false, true).map { executable ->
                val machine = Machine(cache = DirCache(results))
                machine.write("run", "#!/bin/sh\n")
                if (executable) machine.executable("run", "#!/bin/sh\n")
                machine.done {
                    exec("probe") {
                        shell("test -x run && echo yes > out || echo no > out")
                        inputs("run")
                        outputs("out")
                        hermetic = true
                    }
                }
                machine.read("out")
            }
            scripts shouldBe listOf("no\n", "yes\n")
        }

        test("a program from outside of the system is there when it is named, and is part of the key") {
            val results = passingDirectory("results")
            val programs = passingDirectory("programs")
            val tool = programs.resolve("greet")
            val outputs = listOf("hello", "goodbye").map { word ->
                tool.writeText("#!/bin/sh\necho $word\n")
                tool.setPosixFilePermissions(PosixFilePermissions.fromString("rwxr-xr-x"))
                val machine = Machine(cache = DirCache(results))
                machine.write("in", "")
                machine.done {
                    exec("greet") {
                        shell("greet > out")
                        tools("$tool")
                        inputs("in")
                        outputs("out")
                        hermetic = true
                    }
                }
                machine.read("out")
            }
            outputs shouldBe listOf("hello\n", "goodbye\n")
        }

        test("a program that is not there is named with what to do") {
            val machine = Machine()
            machine.write("in", "")
            machine.problems {
                exec("none") {
                    command("no-such-program")
                    inputs("in")
                    outputs("out")
                    hermetic = true
                }
            } shouldContain "program 'no-such-program' not found"
        }

        test("outputs are regular files, and a failure leaves none") {
            val machine = Machine()
            machine.write("in", "")
            machine.problems {
                exec("link") {
                    shell("ln -s /etc/passwd out")
                    inputs("in")
                    outputs("out")
                    hermetic = true
                }
            } shouldContain "the output out is a symbolic link"
            machine.problems {
                exec("fail") {
                    shell("echo half > out; exit 3")
                    inputs("in")
                    outputs("out")
                    hermetic = true
                }
            } shouldContain "ended with status 3"
            machine.root.resolve("out").exists() shouldBe false
        }

        test("work without outputs can be hermetic, and secrets reach it masked") {
            val machine = Machine()
            machine.write("in", "")
            machine.done {
                exec("check") {
                    shell("test \"\$TOKEN\" = hunter2-canary && echo \"has \$TOKEN\"")
                    inputs("in")
                    env("TOKEN", secret("TOKEN"))
                    hermetic = true
                }
            }
            machine.said().joinToString() shouldContain "has "
            machine.said().joinToString() shouldNotContain "hunter2-canary"
        }

        test("a file outside of the project cannot be an input") {
            val machine = Machine()
            val outside = passingDirectory("outside").resolve("in").also { it.writeText("x") }
            machine.problems {
                exec("outside") {
                    command("true")
                    inputs("$outside")
                    outputs("out")
                    hermetic = true
                }
            } shouldContain "does not lie below the script"
        }
    })
