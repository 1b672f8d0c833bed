package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.grant
import dev.slipway.dsl.pool
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.role
import dev.slipway.dsl.storage
import dev.slipway.dsl.token
import dev.slipway.dsl.user
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** What holds for every Proxmox VE of users, roles, tokens, grants, pools and storages. */
abstract class AccessContract internal constructor(private val open: () -> Ground) :
    FunSpec({
        val name = HostGround.PREFIX + "access"

        fun ProxmoxBlock.people(text: String) {
            role(name) { allow("VM.Audit", if (text == "one") "VM.PowerMgmt" else "VM.Console") }
            user("$name@pve") { comment = text }
            token("$name@pve", "ci") { comment = text }
            grant(name, to = "$name@pve", on = listOf("/vms"))
        }

        fun ProxmoxBlock.places(text: String) {
            pool(name) { comment = text }
            storage(name) {
                dir("/var/tmp/$name")
                content("snippets")
                option("prune-backups", if (text == "one") "keep-last=1" else "keep-last=2")
            }
        }

        fun Ground.script(text: String, declare: ProxmoxBlock.(String) -> Unit): () -> Unit = {
            proxmox {
                reach(this)
                declare(text)
            }
        }

        fun Ground.none(): () -> Unit = { proxmox { reach(this) } }

        test("a role, a user, its token and its grant come up in one run, are changed, put back, and go") {
            open().use { ground ->
                ground.demand(Demand.ACCESS)
                val machine = ground.machine()
                machine.done(ground.script("one") { people(it) }).size shouldBe 4
                machine.plan(ground.script("one") { people(it) }).shouldBeEmpty()
                machine.done(ground.script("two") { people(it) }).size shouldBe 3
                ground.behind { put("", "/access/users/$name@pve", FormParameters.of("comment" to "theirs")) }
                machine.plan(ground.script("two") { people(it) }) shouldBe
                    mapOf("proxmox.user/$name@pve" to Action.UPDATE)
                machine.done(ground.script("two") { people(it) })
                machine.done(ground.none()).size shouldBe 4
                machine.done(ground.none()).shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("a machine is in its pool, is put back into it, goes to another, and leaves") {
            open().use { ground ->
                ground.demand(Demand.HOSTS)
                val machine = ground.machine()
                fun script(group: String): () -> Unit = ground.script(group) {
                    pool("$name-a")
                    pool("$name-b")
                    vm(HostGround.PREFIX + "member") {
                        on(ground.node)
                        id = ground.first
                        memory = 1.GiB
                        running = false
                        if (it.isNotEmpty()) this.group = "$name-$it"
                    }
                }
                fun members(pool: String) = ground.behind {
                    get("", "/pools", FormParameters.of("poolid" to "$name-$pool"))
                }.rows().flatMap { it["members"].rows() }.map { it.text("vmid") }
                machine.done(script("a")).size shouldBe 3
                members("a") shouldBe listOf("${ground.first}")
                machine.plan(script("a")).shouldBeEmpty()
                ground.behind {
                    put("", "/pools", FormParameters.of("poolid" to "$name-a", "vms" to ground.first, "delete" to true))
                }
                machine.plan(script("a")) shouldBe mapOf("proxmox.vm/slipway-test-member" to Action.UPDATE)
                machine.done(script("b"))
                members("b") shouldBe listOf("${ground.first}")
                machine.plan(script("b")).shouldBeEmpty()
                machine.done(ground.none()).size shouldBe 3
                ground.violations().shouldBeEmpty()
            }
        }

        test("a pool and a storage come up, are changed in place, put back, and go") {
            open().use { ground ->
                ground.demand(Demand.HOSTS)
                val machine = ground.machine()
                machine.done(ground.script("one") { places(it) }).size shouldBe 2
                machine.plan(ground.script("one") { places(it) }).shouldBeEmpty()
                machine.done(ground.script("two") { places(it) }).size shouldBe 2
                ground.behind { put("", "/storage/$name", FormParameters.of("disable" to true)) }
                machine.plan(ground.script("two") { places(it) }) shouldBe
                    mapOf("proxmox.storage/$name" to Action.UPDATE)
                machine.done(ground.script("two") { places(it) })
                machine.done(ground.none()).size shouldBe 2
                machine.done(ground.none()).shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }
    })

class Access84Spec : AccessContract({ LabGround("8.4") })

class Access91Spec : AccessContract({ LabGround("9.1") })
