package dev.slipway.local

import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.dsl.output
import dev.slipway.dsl.secret
import dev.slipway.dsl.task
import dev.slipway.dsl.template
import dev.slipway.dsl.text
import dev.slipway.model.FileDigest
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import kotlin.io.path.readBytes

class CanarySpec :
    FunSpec({
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

        test("a copy of a file that was made from a secret is as secret") {
            val machine = Machine()
            val script: () -> Unit = {
                template("t.conf") {
                    from = "t.in"
                    value("token", secret("TOKEN"))
                }
                file("copy.conf") { from = "t.conf" }
            }
            machine.write("t.in", "token: {{token}}\n")
            machine.done(script).size shouldBe 3
            machine.done(script).shouldBeEmpty()
            machine.read("copy.conf") shouldBe "token: hunter2-canary\n"
            PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.root.resolve("copy.conf"))) shouldBe
                "rw-------"
            val digest = FileDigest.of(machine.root.resolve("copy.conf"))
            Files.walk(machine.root.resolve(".slipway")).filter(Files::isRegularFile).toList().forEach {
                val bytes = String(it.readBytes(), Charsets.ISO_8859_1)
                bytes shouldNotContain String(digest.bytes(), Charsets.ISO_8859_1)
                bytes shouldNotContain "$digest"
            }
        }
    })
