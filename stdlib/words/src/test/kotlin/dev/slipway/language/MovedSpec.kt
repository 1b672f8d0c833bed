package dev.slipway.language

import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.dsl.host
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.dsl.task
import dev.slipway.dsl.token
import dev.slipway.evaluate.Evaluation
import dev.slipway.evaluate.UntrackedReads
import dev.slipway.model.InvalidInputException
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe

class MovedSpec :
    FunSpec({
        val directory = tempdir("moved").toPath()

        fun former(script: () -> Unit): List<String> =
            Evaluation(UntrackedReads(directory), mapOf(), null, "here").graph(script).tasks()
                .flatMap { task -> task.rules().formerly().map { "${task.key()} was $it" } }.sorted()

        test("a former name is spelled as the present one is") {
            former {
                exec("reload") {
                    command("true")
                    moved("restart")
                }
                task("index") {
                    outputs("out/index")
                    run { }
                    moved("table")
                }
                file("a") {
                    content = ""
                    moved("b")
                }
                host("neo") {
                    address = "10.0.3.12"
                    file("/etc/motd") {
                        content = ""
                        moved("/etc/issue")
                    }
                    run("init") {
                        command("true")
                        moved("begin")
                    }
                    service("nginx") { moved("apache2") }
                    line("/etc/hosts", "10.0.3.11 trinity") { moved("/etc/hosts:10.0.3.11 morpheus") }
                }
                proxmox {
                    endpoint = "https://trinity:8006"
                    token = secret("T")
                    token("ci@pve", "ci") { moved("build") }
                }
            } shouldBe listOf(
                "exec.effect/reload was exec.effect/restart",
                "file/a was file/b",
                "host.file/neo:/etc/motd was host.file/neo:/etc/issue",
                "host.line/neo:/etc/hosts:10.0.3.11 trinity was host.line/neo:/etc/hosts:10.0.3.11 morpheus",
                "host.run/neo:init was host.run/neo:begin",
                "host.service/neo:nginx was host.service/neo:apache2",
                "proxmox.token/ci@pve!ci was proxmox.token/ci@pve!build",
                "task/index was task/table",
            )
        }

        test("a former name says something") {
            val refused = runCatching {
                former {
                    exec("a") {
                        command("true")
                        moved(" ")
                    }
                }
            }.exceptionOrNull()
            (refused as InvalidInputException).problems().first().what() shouldBe "moved() without a name"
        }
    })
