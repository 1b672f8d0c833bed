package dev.slipway.nat

import dev.slipway.model.StringValue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.optional.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** What the rules of a host are made of. */
class RulesSpec :
    FunSpec({
        fun ip(text: String) = Ip.read(text).orElseThrow()

        fun net(text: String) = Net.read(text).orElseThrow()

        test("addresses are read as they are written, and no name server is asked") {
            listOf(
                "10.0.0.5" to "10.0.0.5",
                "2001:DB8:0:0:0:0:0:1" to "2001:db8::1",
                "::" to "::",
                "fd00::a:0:0:1" to "fd00::a:0:0:1",
            )
                .forEach { (text, short) -> "${ip(text)}" shouldBe short }
            listOf("", "10.0.0", "10.0.0.256", "trinity", "::ffff:10.0.0.1", "1:2:3", "10.0.0.5/24", "fe80::1%eth0")
                .forEach { Ip.read(it).shouldBeEmpty() }
        }

        test("a network begins at its first address") {
            listOf("10.10.0.0/24", "0.0.0.0/0", "fd00:10::/64").forEach { "${net(it)}" shouldBe it }
            listOf("10.10.0.1/24", "10.10.0.0", "10.10.0.0/33", "10.10.0.0/-1", "lan/24").forEach {
                Net.read(it).shouldBeEmpty()
            }
        }

        test("rules have an order of their own, and networks inside others are excluded") {
            val rules = listOf(
                Rule.Masquerade(net("10.10.0.0/24"), ""),
                Rule.OneToOne(ip("203.0.113.2"), ip("192.0.2.2"), ip("10.10.0.11")),
                Rule.Forward(
                    Protocol.UDP,
                    ip("203.0.113.1"),
                    ip("192.0.2.1"),
                    Ports(8000, 8010),
                    ip("10.10.0.10"),
                    8000,
                ),
            )
            val nat = Nat(rules, listOf(net("10.10.0.0/16"), net("10.10.3.0/24"), net("fd00::/8"), net("10.10.0.0/16")))
            nat shouldBe Nat(rules.reversed(), nat.inside())
            nat.inside().map { "$it" }.shouldContainExactly("10.10.0.0/16", "fd00::/8")
            nat.has(false) shouldBe true
            nat.has(true) shouldBe false
            nat.rules().map { RuleForm.rule(RuleForm.fields(it)).orElseThrow() } shouldBe nat.rules()
            RuleForm.rule(StringValue("rule")).shouldBeEmpty()
        }
    })
