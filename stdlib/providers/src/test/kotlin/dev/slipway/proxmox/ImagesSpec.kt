package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ImageBlock
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.StoredImage
import dev.slipway.dsl.image
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.dsl.storage
import dev.slipway.lab.Fault
import dev.slipway.model.Fields
import dev.slipway.plan.Action
import dev.slipway.provide.Failure
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

/** Images, from an address or from a file, on storages of every sort. */
class ImagesSpec :
    FunSpec({
        val sha256 = "ab".repeat(32)
        val other = "cd".repeat(32)
        val images = "images" to "https://example.org/d.qcow2#2048#$sha256,https://example.org/e.qcow2#2048#$other"

        fun ground(version: String, vararg more: Pair<String, String>) = LabGround(version, images, *more)

        fun ProxmoxBlock.debian(more: ImageBlock.() -> Unit = {}) = image("debian") {
            url = "https://example.org/d.qcow2"
            this.sha256 = sha256
            storage = "local"
            more()
        }

        fun ProxmoxBlock.machines(debian: StoredImage, vararg nodes: String) = nodes.forEachIndexed { i, node ->
            vm("web-$i") {
                on(node)
                id = 1030 + i
                running = false
                disk("root") {
                    size = 4.GiB
                    storage = "ceph-vm-disks"
                    image = debian
                }
            }
        }

        test("lists a storage again when a disk vanishes from it meanwhile") {
            ground("9.1").use { ground ->
                ground.fault(Fault("volume-vanishes", "home", "", 2))
                ground.machine().done {
                    proxmox {
                        ground.reach(this)
                        debian { on("trinity") }
                    }
                }
                ground.files("local").size shouldBe 1
            }
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: an image comes to each node that needs it, once, and goes when nobody does") {
                ground(version).use { ground ->
                    val machine = ground.machine()
                    val both: () -> Unit = {
                        proxmox {
                            ground.reach(this)
                            machines(debian(), "trinity", "neo")
                        }
                    }
                    machine.done(both).size shouldBe 3
                    ground.files("local") shouldContainExactly
                        listOf(
                            "neo local:import/debian-abababababab.qcow2",
                            "trinity local:import/debian-abababababab.qcow2",
                        )
                    ground.settle()
                    val before = ground.requests()
                    machine.done(both).shouldBeEmpty()
                    (ground.requests() - before) shouldBeLessThanOrEqual 3
                    machine.done {
                        proxmox {
                            ground.reach(this)
                            machines(debian(), "trinity")
                        }
                    }
                    ground.files("local") shouldContainExactly listOf("trinity local:import/debian-abababababab.qcow2")
                    machine.done { proxmox { ground.reach(this) } }
                    ground.files("local").shouldBeEmpty()
                    ground.violations().shouldBeEmpty()
                }
            }

            test("$version: one that nodes share comes once, and another one replaces it without touching machines") {
                ground(
                    version,
                    "storages" to "local:dir:100,ceph-vm-disks:rbd:400,files:cephfs:100",
                    "content.files" to "iso,import",
                ).use { ground ->
                    val machine = ground.machine()
                    machine.done {
                        proxmox {
                            ground.reach(this)
                            machines(debian { storage = "files" }, "trinity", "neo")
                        }
                    }
                    ground.asked().count { "download-url" in it } shouldBe 1
                    ground.files("files").size shouldBe 1
                    machine.done {
                        proxmox {
                            ground.reach(this)
                            machines(
                                debian {
                                    storage = "files"
                                    url = "https://example.org/e.qcow2"
                                    this.sha256 = other
                                },
                                "trinity",
                                "neo",
                            )
                        }
                    }
                    ground.files("files") shouldContainExactly listOf(" files:import/debian-cdcdcdcdcdcd.qcow2")
                    ground.violations().shouldBeEmpty()
                }
            }
        }

        test("in one run hosts join, storages are opened for images, and machines are made of them") {
            val alone = arrayOf("cluster" to "no", "content.local" to "iso,vztmpl,backup", images)
            Bed("9.1", more = alone).use { bed ->
                val script: () -> Unit = {
                    proxmox("home") {
                        endpoint = "https://10.0.3.11:8006"
                        token = secret("PVE_TOKEN")
                        root = secret("PVE_ROOT")
                        ca = bed.proxmox.text("ca")
                        cluster("home")
                        node("trinity")
                        node("neo", "https://10.0.3.12:8006")
                        storage("local") {
                            dir("/var/lib/vz")
                            content("iso", "import", "vztmpl", "backup")
                            adopt = true
                        }
                        machines(debian(), "neo", "trinity")
                    }
                }
                val machine = bed.machine()
                machine.plan(script)["proxmox.image/debian"] shouldBe Action.CREATE
                machine.done(script)
                machine.plan(script).shouldBeEmpty()
                bed.asked().count { "download-url" in it } shouldBe 2
            }
        }

        test("what is gone from one node is put back there") {
            ground("9.1").use { ground ->
                val machine = ground.machine()
                val script: () -> Unit = {
                    proxmox {
                        ground.reach(this)
                        machines(debian(), "trinity", "neo")
                    }
                }
                machine.done(script)
                ground.remove("neo", "local", "local:import/debian-abababababab.qcow2")
                machine.plan(script) shouldBe mapOf("proxmox.image/debian" to Action.UPDATE)
                machine.done(script)
                ground.files("local").size shouldBe 2
                machine.plan(script).shouldBeEmpty()
            }
        }

        test("a packed iso is fetched once on each node, also when a node comes to it later") {
            val packed = "https://example.org/t.iso.zst"
            ground("9.1", "images" to "$packed#700#$sha256").use { ground ->
                val machine = ground.machine()
                fun talos(vararg nodes: String): () -> Unit = {
                    proxmox {
                        ground.reach(this)
                        image("talos") {
                            url = packed
                            this.sha256 = sha256
                            storage = "local"
                            on(*nodes)
                        }
                    }
                }
                machine.done(talos("trinity"))
                machine.done(talos("trinity", "neo"))
                ground.files("local").size shouldBe 2
                ground.asked().count { "download-url" in it } shouldBe 2
                machine.plan(talos("trinity", "neo")).shouldBeEmpty()
                machine.done { proxmox { ground.reach(this) } }
                ground.files("local").shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("one that is gone from a node already is removed all the same, and so is its successor") {
            ground("9.1").use { ground ->
                val machine = ground.machine()
                fun script(more: ImageBlock.() -> Unit): () -> Unit = {
                    proxmox {
                        ground.reach(this)
                        machines(debian(more), "trinity", "neo")
                    }
                }
                machine.done(script {})
                ground.remove("neo", "local", "local:import/debian-abababababab.qcow2")
                machine.done(
                    script {
                        url = "https://example.org/e.qcow2"
                        this.sha256 = other
                    },
                )
                ground.remove("neo", "local", "local:import/debian-cdcdcdcdcdcd.qcow2")
                machine.done { proxmox { ground.reach(this) } }
                ground.files("local").shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("another file under the name is told as such, and the address is not blamed") {
            Bed("9.1", more = arrayOf("images" to "https://example.org/t.iso#1#$sha256")).use { bed ->
                bed.behind { uploaded(UploadSource.of("other".toByteArray()), "t.iso", "trinity", "local", "iso") }
                val image = Fields.of(
                    "name", "t", "storage", "local", "format", "iso", "filename", "t.iso", "nodes", listOf("trinity"),
                    "url", "https://example.org/t.iso", "sha256", sha256,
                )
                val refused = shouldThrow<Failure.Rejected> {
                    bed.behind { brought(Image(image), bed.directory, compares = true) }
                }
                refused.message shouldContain "another file is called local:iso/t.iso on trinity"
            }
        }

        test("a wrong digest, an address without a file, a full storage and one that takes no images leave nothing") {
            ground("9.1").use { ground ->
                val machine = ground.machine()
                fun said(more: ImageBlock.() -> Unit): String {
                    val problems = machine.problems {
                        proxmox {
                            ground.reach(this)
                            debian(more)
                        }
                    }
                    ground.files("local").shouldBeEmpty()
                    return problems
                }
                said { this.sha256 = other }.let {
                    it shouldContain "https://example.org/d.qcow2 is not what it should be"
                    it shouldContain "correct sha256"
                }
                said { url = "https://example.org/none.qcow2" } shouldContain
                    "cannot download https://example.org/none.qcow2"
                said { storage = "local-lvm" }.let {
                    it shouldContain "the storage 'local-lvm' takes no 'import', only images,rootdir"
                    it shouldContain "pvesm set local-lvm --content images,rootdir,import"
                }
                said { storage = "nowhere" } shouldContain "storage 'nowhere' does not exist"
                ground.fault(Fault("storage-full", "home", "local", 10))
                said { } shouldContain "make room on it"
                ground.violations().shouldBeEmpty()
            }
        }
    })
