package dev.slipway.host

import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.dsl.secret
import dev.slipway.dsl.template
import dev.slipway.dsl.text
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldNotContain
import java.nio.file.Files
import kotlin.io.path.readBytes

/** Where the content of a file on a host may come from. */
class ContentSpec :
    FunSpec({
        test("from a file beside the script, and from one that a task makes, which comes first") {
            Neo().use { neo ->
                val script = {
                    exec("site") {
                        shell("tr a-z A-Z <site.txt >out/site.txt")
                        inputs("site.txt")
                        outputs("out/site.txt")
                    }
                    neo.script {
                        file("/srv/site") { from = "out/site.txt" }
                        file("/srv/plain") {
                            from = "site.txt"
                            mode = "0600"
                            owner = "ops:ops"
                        }
                    }()
                }
                neo.machine.write("site.txt", "hello\n")
                neo.machine.done(script) shouldBe
                    setOf("exec/site", "host.file/neo:/srv/plain", "host.file/neo:/srv/site")
                neo.shell("cat /srv/site /srv/plain; stat -c '%a %U' /srv/plain") shouldBe "HELLO\nhello\n600 ops\n"
                neo.machine.done(script).shouldBeEmpty()
                neo.machine.write("site.txt", "there\n")
                neo.machine.done(script).size shouldBe 3
                neo.shell("cat /srv/site") shouldBe "THERE\n"
                neo.shell("chown root /srv/plain; chmod 644 /srv/plain")
                neo.machine.done(script) shouldBe setOf("host.file/neo:/srv/plain")
            }
        }

        test("who may read it is put back, also where nothing is said of that") {
            Neo().use { neo ->
                val script = neo.script {
                    file("/srv/plain") { content = "hello\n" }
                    file("/srv/secret") { content(secret("TOKEN")) }
                }
                neo.machine.done(script)
                neo.shell("chmod 600 /srv/plain; chmod 644 /srv/secret")
                neo.machine.done(script) shouldBe setOf("host.file/neo:/srv/plain", "host.file/neo:/srv/secret")
                neo.shell("stat -c %a /srv/plain /srv/secret") shouldBe "644\n600\n"
                neo.machine.plan(script).shouldBeEmpty()
            }
        }

        test("what is secret arrives, is for nobody else to read, and is kept nowhere here") {
            Neo().use { neo ->
                val script = {
                    template("t.conf") {
                        from = "t.in"
                        value("token", secret("TOKEN"))
                    }
                    file("here.conf") { content(secret("TOKEN")) }
                    neo.script {
                        file("/srv/plain") { content(secret("TOKEN")) }
                        file("/srv/text") { content(text("token=", secret("TOKEN"))) }
                        file("/srv/made") { from = "t.conf" }
                        val here = file("/srv/copy") { from = "here.conf" }
                        run("use") {
                            shell("test -s /srv/plain")
                            needs(here)
                        }
                    }()
                }
                neo.machine.write("t.in", "token: {{token}}\n")
                neo.machine.done(script).size shouldBe 9
                neo.shell("cat /srv/plain; echo; cat /srv/text; echo; cat /srv/made /srv/copy") shouldBe
                    "hunter2-canary\ntoken=hunter2-canary\ntoken: hunter2-canary\nhunter2-canary\n"
                neo.shell("stat -c %a /srv/plain /srv/text /srv/made /srv/copy") shouldBe "600\n600\n600\n600\n"
                neo.machine.plan(script).shouldBeEmpty()
                neo.shell("echo other >/srv/text")
                neo.machine.done(script) shouldBe setOf("host.file/neo:/srv/text")
                neo.machine.events.toString() shouldNotContain "canary"
                Files.walk(neo.machine.root.resolve(".slipway")).filter(Files::isRegularFile).toList().forEach {
                    val kept = String(it.readBytes(), Charsets.ISO_8859_1)
                    kept shouldNotContain "canary"
                    kept shouldNotContain "opensesame"
                }
            }
        }
    })
