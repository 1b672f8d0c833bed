package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.model.Value
import dev.slipway.provide.Failure
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

/** Whom we believe and who believes us. */
class LoginSpec :
    FunSpec({
        fun Bed.version(proxmox: Fields): String =
            clusters.work(Fields.of("proxmox", proxmox), errand) { get("", "/version").text("version") }.now()

        test("a token, a ticket, and a certificate that was pinned") {
            Bed("9.1").use { bed ->
                bed.version(bed.proxmox) shouldContain "9.1"
                val ticket = Fields.of(
                    "name", "home", "endpoint", "https://10.0.3.11:8006", "user", "root@pam",
                    "password", Secret.of("env:PASSWORD"), "ca", bed.proxmox.text("ca"),
                )
                bed.version(ticket) shouldContain "9.1"
                val plain = bed.proxmox.with("ca", Value.of(""))
                val refused = shouldThrow<Failure.Rejected> { bed.version(plain) }
                refused.message shouldContain "the certificate of 10.0.3.11 is not to be trusted"
                refused.fix() shouldContain "openssl x509 -noout -fingerprint -sha256"
                val seen = Regex("([0-9A-F]{2}:){31}[0-9A-F]{2}").find(refused.message)!!.value
                bed.version(plain.with("pins", Value.of(listOf(seen)))) shouldContain "9.1"
                val other = plain.with("pins", Value.of(listOf("00:11")))
                shouldThrow<Failure.Rejected> { bed.version(other) }.message shouldContain
                    "none of those that are pinned"
            }
        }

        test("a certificate for another host, a wrong token and a wrong password are refused in plain words") {
            Bed("9.1").use { bed ->
                bed.errand.secrets["env:TOKEN"] = "root@pam!lab=00000000-89ab-cdef-0123-456789abcdef"
                val refused = shouldThrow<Failure.Rejected> { bed.version(bed.proxmox) }
                refused.message shouldContain "home says to GET /version"
                refused.message shouldNotContain "00000000"
                refused.fix() shouldBe "check the token or the password, and whether it has expired"
                val missing = bed.proxmox.with("endpoint", Value.of("https://10.0.3.99:8006"))
                shouldThrow<Failure> { bed.version(missing) }.message shouldContain "the lab has no 10.0.3.99:8006"
            }
        }
    })
