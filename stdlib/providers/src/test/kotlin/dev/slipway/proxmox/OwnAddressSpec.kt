package dev.slipway.proxmox

import dev.slipway.model.Fields
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

/** Whom a firewall lets in. */
class OwnAddressSpec :
    FunSpec({
        fun locked(vararg more: Pair<String, Any>): Boolean {
            val usual = mapOf("options" to mapOf("enable" to true), "management" to listOf("10.0.3.0/24"))
            val all = usual + mapOf("rules" to listOf<Any>()) + more
            return OwnAddress.locksOut(Fields.of(*all.flatMap { listOf(it.key, it.value) }.toTypedArray()), "192.0.2.7")
        }

        fun rule(vararg more: Pair<String, Any>) =
            "rules" to listOf(mapOf("type" to "in", "action" to "ACCEPT", "proto" to "tcp") + more)

        test("an address is let in by a management network, by a rule for the page, or by the policy") {
            locked() shouldBe true
            locked("management" to listOf("10.0.3.0/24", "192.0.2.0/28")) shouldBe false
            locked("options" to mapOf("enable" to true, "policy_in" to "ACCEPT")) shouldBe false
            locked("options" to mapOf("enable" to false)) shouldBe false
            locked(rule("dport" to "8000:8010", "source" to "192.0.2.1-192.0.2.9")) shouldBe false
            locked(rule("dport" to "8006", "source" to "+dc/admins")) shouldBe false
            locked(rule("dport" to "8006", "source" to "198.51.100.0/24")) shouldBe true
            locked(rule("dport" to "443")) shouldBe true
        }
    })
