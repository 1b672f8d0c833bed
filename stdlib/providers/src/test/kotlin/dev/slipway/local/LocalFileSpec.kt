package dev.slipway.local

import dev.slipway.dsl.archive
import dev.slipway.dsl.directory
import dev.slipway.dsl.file
import dev.slipway.dsl.secret
import dev.slipway.dsl.template
import dev.slipway.dsl.text
import dev.slipway.model.FileDigest
import dev.slipway.model.TaskKey
import dev.slipway.plan.Action
import dev.slipway.plan.Options
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import kotlin.io.path.exists

class LocalFileSpec :
    FunSpec({
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

        test("who may read it is put back, also where nothing is said of that") {
            val machine = Machine()
            machine.secrets["env,vault:TOP"] = "a very secret value"
            val script = {
                file("token") { content(secret("TOP")) }
                Unit
            }
            machine.done(script)
            val token = machine.root.resolve("token")
            Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"))
            machine.plan(script) shouldBe mapOf("file/token" to Action.UPDATE)
            machine.done(script)
            PosixFilePermissions.toString(Files.getPosixFilePermissions(token)) shouldBe "rw-------"
            machine.plan(script).shouldBeEmpty()
        }

        test("somebody else's file is not overwritten") {
            val machine = Machine()
            machine.write("mine", "precious")
            machine.problems { file("mine") { content = "x" } } shouldContain "Slipway did not make it"
            machine.read("mine") shouldBe "precious"
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

        test("createBeforeDestroy leaves a file and a directory that are replaced where they are") {
            val machine = Machine()
            val script = {
                file("a") {
                    content = "x"
                    createBeforeDestroy = true
                }
                directory("d") { createBeforeDestroy = true }
                Unit
            }
            machine.done(script)
            val replaced = setOf(TaskKey("file", "a"), TaskKey("directory", "d"))
            machine.up(Options.NORMAL.replace(replaced), script).problems().shouldBeEmpty()
            machine.read("a") shouldBe "x"
            machine.plan(script).shouldBeEmpty()
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
                return listOf("zip", "tar.gz").map { FileDigest.of(machine.root.resolve("$into/site.$it")).toString() }
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
    })
