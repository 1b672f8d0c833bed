package dev.slipway.local

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlin.io.path.createDirectories
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText

class NamespacesSpec :
    FunSpec({
        test("it works for an ordinary user as well as for root") {
            if (System.getProperty("user.name") != "root") return@test // then every other test shows it
            val stage = HermeticStage.temporary()
            stage.work().resolve("in").writeText("in")
            val owner = listOf("chown", "-R", "12345:12345", "${stage.directory().parent}")
            ProcessBuilder(owner).start().waitFor() shouldBe 0
            val user = listOf("setpriv", "--reuid", "12345", "--regid", "12345", "--clear-groups", "--")
            val command = listOf("sh", "-ec", "cat in > out; id -u >> out; ! ls ${stage.directory()}")
            val words = user + Namespaces.entering(stage, "", listOf(), listOf(), command)
            Namespaces.failure(words).orElse("") shouldBe ""
            stage.work().resolve("out").readText() shouldBe "in1000\n"
            stage.close()
        }

        test("where the kernel refuses, the setting that would allow it is named") {
            val settings = passingDirectory("settings")
            fun set(name: String, value: String) =
                settings.resolve(name).also { it.parent.createDirectories() }.writeText("$value\n")
            Namespaces.remedy(settings) shouldContain "in a container, allow user namespaces"
            set("user/max_user_namespaces", "0")
            Namespaces.remedy(settings) shouldContain "sysctl -w user.max_user_namespaces=15000"
            set("kernel/apparmor_restrict_unprivileged_userns", "1")
            Namespaces.remedy(settings) shouldContain "kernel.apparmor_restrict_unprivileged_userns=0"
            set("kernel/unprivileged_userns_clone", "0")
            Namespaces.remedy(settings) shouldContain "kernel.unprivileged_userns_clone=1"
        }

        test("a kernel that refuses is found out before anything is run") {
            val stage = HermeticStage.temporary()
            val refusing = listOf(
                "unshare",
                "--user",
                "--map-root-user",
                "sh",
                "-c",
                "echo 0 > /proc/sys/user/max_user_namespaces; exec \"\$@\"",
                "sh",
            )
            val words = Namespaces.entering(stage, "", listOf(), listOf(), listOf("touch", "ran"))
            Namespaces.failure(refusing + words).orElse("") shouldContain "unshare failed"
            stage.work().resolve("ran").exists() shouldBe false
            stage.close()
        }
    })
