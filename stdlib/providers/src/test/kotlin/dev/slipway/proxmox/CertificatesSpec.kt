package dev.slipway.proxmox

import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain

/** Hosts whose certificates nobody has signed whom we know, until they join a cluster and get others. */
class CertificatesSpec :
    FunSpec({
        fun alone() = Bed("9.1", more = arrayOf("cluster" to "no", "certificates" to "own"))

        fun Bed.home(shown: String): () -> Unit = {
            proxmox("home") {
                endpoint = "https://10.0.3.11:8006"
                token = secret("PVE_TOKEN")
                root = secret("PVE_ROOT")
                ca = this@home.proxmox.text("ca")
                cluster("home")
                node("trinity")
                node("neo", "https://10.0.3.12:8006") { fingerprint = shown }
            }
        }

        test("one that is pinned joins, shows another one then, and there is nothing to do") {
            alone().use { bed ->
                val before = bed.shown("10.0.3.12:8006")
                val machine = bed.machine()
                machine.done(bed.home(before)) shouldBe setOf("proxmox.cluster/home", "proxmox.node/neo")
                bed.shown("10.0.3.12:8006") shouldNotBe before
                machine.plan(bed.home(before)).shouldBeEmpty()
                machine.done(bed.home(before)).shouldBeEmpty()
                bed.violations().shouldBeEmpty()
            }
        }

        test("one that is not, or is pinned by another one, does not join, and says which host shows what") {
            alone().use { bed ->
                for (wrong in listOf("", bed.shown("10.0.3.11:8006"))) {
                    val said = bed.machine().problems(bed.home(wrong))
                    said shouldContain "line: proxmox.node/neo could not be created"
                    said shouldContain "the certificate of 10.0.3.12 is not to be trusted"
                    said shouldContain "it is ${bed.shown("10.0.3.12:8006")}"
                    said shouldContain "fingerprint = \"...\" in the node of a host that is to join a cluster"
                }
                bed.asked().filter { it == "POST /cluster/config/join" }.shouldBeEmpty()
                bed.behind { get("", "/cluster/config/nodes") }.rows().map { it.text("name") } shouldBe
                    listOf("trinity")
            }
        }
    })
