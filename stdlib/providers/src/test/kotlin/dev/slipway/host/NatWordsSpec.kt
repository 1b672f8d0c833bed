package dev.slipway.host

import dev.slipway.dsl.expose
import dev.slipway.dsl.host
import dev.slipway.dsl.nat
import dev.slipway.dsl.secret
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

/** What a script says of translated addresses comes about, once, wherever it says it. */
class NatWordsSpec :
    FunSpec({
        fun script(port: Int, mail: Boolean): () -> Unit = {
            val neo = host("neo") {
                address = "10.0.3.10"
                user = "ops"
                sudo = true
                password = secret("NEO")
                nat {
                    if (mail) address("203.0.113.2") { to("10.10.0.11") { everything() } }
                    inside("10.10.0.0/24")
                }
            }
            expose("web") via nat(neo, "203.0.113.1", port, to = "10.10.0.10", toPort = 8080, arrivesAt = "192.0.2.1")
        }

        test(
            "said in two places it is one task, seen as done, put back when somebody changes it, and gone with its line",
        ) {
            Neo().use { neo ->
                val rules = "nft list table inet slipway_nat"
                neo.machine.done(script(443, true)) shouldBe setOf("host.nat/neo:nat")
                neo.shell(rules) shouldContain "ip daddr 192.0.2.1 tcp dport 443 counter"
                neo.shell(rules) shouldContain "ip saddr 10.10.0.11 ip daddr != { 10.10.0.0/24 } counter"
                neo.machine.plan(script(443, true)).shouldBeEmpty()
                neo.machine.done(script(443, true)).shouldBeEmpty()

                neo.shell("nft delete table inet slipway_nat")
                neo.machine.plan(script(443, true)) shouldBe mapOf("host.nat/neo:nat" to Action.UPDATE)
                neo.machine.done(script(443, true)) shouldBe setOf("host.nat/neo:nat")

                neo.machine.done(script(8443, false)) shouldBe setOf("host.nat/neo:nat")
                neo.shell(rules) shouldContain "tcp dport 8443"
                neo.shell(rules) shouldNotContain "10.10.0.11"

                neo.machine.done(neo.script { run("id") { command("id") } })
                neo.shell("nft list table inet slipway_nat 2>&1; ls -A /etc/slipway") shouldBe
                    "Error: No such file or directory\n"
            }
        }
    })
