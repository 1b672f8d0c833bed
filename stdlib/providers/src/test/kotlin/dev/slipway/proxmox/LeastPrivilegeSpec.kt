package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.RoleBlock
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.firewall
import dev.slipway.dsl.grant
import dev.slipway.dsl.ha
import dev.slipway.dsl.image
import dev.slipway.dsl.pool
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.role
import dev.slipway.dsl.storage
import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.provide.Failure
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** The two sets of privileges that roles are given: each is enough for its part, and none of them is in it for nothing. */
class LeastPrivilegeSpec :
    FunSpec({
        val sha256 = "ab".repeat(32)
        val other = "cd".repeat(32)
        val images = "images" to "https://example.org/d.qcow2#2048#$sha256,https://example.org/e.qcow2#2048#$other"
        val forMachines = listOf(
            "/vms",
            "/nodes",
            "/storage/ceph-vm-disks",
            "/storage/local",
            "/sdn/zones/localnetwork",
            "/mapping",
        )

        /** A user with a token and a role, on these paths. */
        fun Stage.holder(paths: List<String>, allowed: RoleBlock.() -> Unit): String {
            val token = behind {
                post("", "/access/users", FormParameters.of("userid" to "slipway@pve"))
                val made = post("", "/access/users/slipway@pve/token/tok", FormParameters.of("privsep" to false))
                "${made.text("full-tokenid")}=${made.text("value")}"
            }
            machine().done {
                proxmox {
                    reach(this)
                    role("slipway", allowed)
                    grant("slipway", to = "slipway@pve", on = paths)
                }
            }
            return token
        }

        fun machines(stage: Stage, file: String, node: String, cpus: Int, gib: Int): () -> Unit = {
            proxmox {
                stage.reach(this)
                storage { disks = "ceph-vm-disks" }
                val debian = image("debian") {
                    url = "https://example.org/$file.qcow2"
                    this.sha256 = if (file == "d") sha256 else other
                    storage = "local"
                }
                fun VmBlock.root(size: Int = 4) = disk("root") {
                    this.size = size.GiB
                    storage = "ceph-vm-disks"
                }
                val golden = vm("golden") {
                    on("trinity")
                    template = true
                    root()
                }
                vm("copy") {
                    on("trinity")
                    cloneOf(golden)
                    root(gib)
                }
                vm("web") {
                    on("trinity")
                    cores = cpus
                    machine = "q35"
                    rng = true
                    balloon = if (cpus == 1) 1.GiB else off
                    uefi { secureBoot = cpus == 1 }
                    tpm()
                    usb("key")
                    raw("tablet", "$cpus".take(1).replace("2", "0"))
                    mayReboot = true
                    tags("web")
                    disk("root") {
                        size = 4.GiB
                        storage = "ceph-vm-disks"
                        image = debian
                    }
                    nic { bridge = "vmbr0" }
                    seed { userData = "#cloud-config\nx: $cpus\n" }
                }
                vm("db") {
                    on(node)
                    root(gib)
                    nic {
                        bridge = "vmbr0"
                        vlan = 3
                    }
                }
            }
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: leastPrivilege() is enough to make, change, move and remove machines, images and seeds") {
                Stage(version, images).use { stage ->
                    stage.behind {
                        post(
                            "",
                            "/cluster/mapping/usb",
                            FormParameters.of(
                                "id" to "key",
                                "map" to "node=trinity,id=1050:0407",
                            ),
                        )
                    }
                    val machine = stage.machine(stage.holder(forMachines) { leastPrivilege() })
                    machine.done(machines(stage, "d", "trinity", 1, 4)).size shouldBe 6
                    machine.done(machines(stage, "e", "neo", 2, 5))
                    machine.plan(machines(stage, "e", "neo", 2, 5)).size shouldBe 0
                    machine.done { proxmox { stage.reach(this) } }.size shouldBe 6
                    stage.behind {
                        contents(StorageFiles("local", listOf("trinity", "neo"), false)).keys
                    }.shouldBeEmpty()
                    stage.bed.violations().shouldBeEmpty()
                }
            }

            test(
                "$version: with forHosts() on / the same token has hosts, storages, pools, firewalls and HA in its care",
            ) {
                Stage(version, images).use { stage ->
                    val token = stage.holder(listOf("/")) {
                        leastPrivilege()
                        forHosts()
                    }
                    val machine = stage.machine(token)
                    fun all(text: String): () -> Unit = {
                        proxmox {
                            endpoint = "https://10.0.3.11:8006"
                            this.token = dev.slipway.dsl.secret("PVE_TOKEN")
                            ca = stage.bed.proxmox.text("ca")
                            node("trinity") {
                                bridge("vmbr1") { comment = text }
                                firewall { allow("ssh") { comment = text } }
                            }
                            node("neo")
                            storage("data") {
                                dir("/mnt/data")
                                content(if (text == "one") "iso" else "backup")
                            }
                            pool("prod") { comment = text }
                            firewall {
                                management("10.0.3.0/24")
                                alias("monitor", "10.0.3.40", text)
                            }
                            vm("web") {
                                on("trinity")
                                group = "prod"
                                disk("root") {
                                    size = 4.GiB
                                    storage = "ceph-vm-disks"
                                }
                                nic {
                                    bridge = "vmbr1"
                                    firewall = true
                                }
                                firewall { allow("http") { comment = text } }
                                ha()
                            }
                        }
                    }
                    machine.done(all("one"))
                    machine.done(all("two"))
                    machine.plan(all("two")).size shouldBe 0
                    machine.done { proxmox { stage.reach(this) } }
                    stage.behind { get("", "/pools").rows() }.shouldBeEmpty()
                    stage.bed.violations().shouldBeEmpty()
                }
            }
        }

        /** What somebody may do who has all of a role but one privilege: nothing that it is for. */
        fun each(stage: Stage, needed: Map<String, suspend Api.() -> Unit>) {
            val (clusters, errand) = stage.bed.clusters to stage.bed.errand
            val all = stage.behind { get("", "/access/roles/slipway") }.texts().keys
            all shouldContainExactly needed.keys.toSortedSet()
            val theirs = Fields.of("proxmox", stage.bed.proxmox.with("token", Secret.of("env:HOLDER")))
            needed.forEach { (privilege, deed) ->
                val others = (all - privilege).joinToString(",")
                stage.behind { put("", "/access/roles/slipway", FormParameters.of("privs" to others)) }
                withClue("without $privilege") {
                    shouldThrow<Failure.Rejected> {
                        clusters.work(theirs, errand) { deed() }.now()
                    }.message shouldContain
                        if (privilege == "Sys.AccessNetwork") "Permission check failed" else privilege
                }
                stage.behind { destroy(1030) }
            }
            stage.behind { put("", "/access/roles/slipway", FormParameters.of("privs" to all.joinToString(","))) }
        }

        test("without any one of leastPrivilege() something fails that it is for") {
            Stage("9.1", images).use { stage ->
                stage.bed.errand.secrets["env:HOLDER"] = stage.holder(forMachines) { leastPrivilege() }
                stage.behind {
                    make("trinity", 1050, "source")
                    uploaded(UploadSource.of("x".toByteArray()), "x.iso", "trinity", "local", "iso")
                }
                val wanted = stage.bed.guest("machine" to "q35", "seed" to "local:iso/x.iso", "usb" to listOf("key"))
                val whole: suspend Api.() -> Unit = { made(VmSpec(wanted), VmOwnership.uuid("x"), guests()) }
                val running: suspend Api.() -> Unit = {
                    whole()
                    carried { post("trinity", path("trinity", 1030, "status", "start")) }
                }
                val image = Fields.of(
                    "name", "d", "storage", "local", "format", "qcow2", "filename", "d.qcow2", "nodes",
                    listOf("trinity"), "url", "https://example.org/d.qcow2", "sha256", sha256,
                )
                val made = listOf(
                    "Datastore.AllocateSpace", "Mapping.Use", "SDN.Use", "VM.Allocate", "VM.Config.CDROM",
                    "VM.Config.CPU", "VM.Config.Disk", "VM.Config.HWType", "VM.Config.Memory", "VM.Config.Network",
                    "VM.Config.Options",
                ).associateWith { whole }
                each(
                    stage,
                    made + mapOf(
                        "Datastore.Allocate" to { removed("trinity", "local", "local:iso/x.iso") },
                        "Datastore.AllocateTemplate" to {
                            uploaded(UploadSource.of("y".toByteArray()), "y.iso", "trinity", "local", "iso")
                        },
                        "Sys.AccessNetwork" to { brought(Image(image), stage.bed.directory, compares = false) },
                        "VM.Audit" to { get("trinity", path("trinity", 1050, "config")) },
                        "VM.Clone" to {
                            post(
                                "trinity",
                                path("trinity", 1050, "clone"),
                                FormParameters.of(
                                    "newid" to 1030,
                                    "full" to true,
                                ),
                            )
                        },
                        "VM.Migrate" to {
                            post("trinity", path("trinity", 1050, "migrate"), FormParameters.of("target" to "neo"))
                        },
                        "VM.PowerMgmt" to running,
                    ),
                )
            }
        }

        test("without any one of forHosts() something fails that it is for") {
            Stage("9.1").use { stage ->
                stage.bed.errand.secrets["env:HOLDER"] = stage.holder(listOf("/")) { forHosts() }
                stage.behind {
                    make("trinity", 1050, "source")
                    post("", "/pools", FormParameters.of("poolid" to "there"))
                }

                /** A list leaves out what may not be seen, and who looks there would make it again. */
                suspend fun Api.shown(path: String, key: String, name: String, privilege: String) {
                    if (get("", path).rows().none { it.text(key) == name }) {
                        throw Failure.Rejected("$path does not show $name without $privilege", "grant it")
                    }
                }
                each(
                    stage,
                    mapOf(
                        "Datastore.Allocate" to {
                            post(
                                "",
                                "/storage",
                                FormParameters.of(
                                    "storage" to "data",
                                    "type" to "dir",
                                    "path" to "/mnt/data",
                                ),
                            )
                        },
                        "Datastore.Audit" to { shown("/storage", "storage", "local", "Datastore.Audit") },
                        "Pool.Allocate" to { post("", "/pools", FormParameters.of("poolid" to "prod")) },
                        "Pool.Audit" to { shown("/pools", "poolid", "there", "Pool.Audit") },
                        "SDN.Audit" to { shown("/nodes/trinity/network", "iface", "vmbr0", "SDN.Audit") },
                        "Sys.Audit" to { get("", "/cluster/firewall/options") },
                        "Sys.Console" to { post("", "/cluster/ha/resources", FormParameters.of("sid" to "vm:1050")) },
                        "Sys.Modify" to { put("", "/cluster/firewall/options", FormParameters.of("enable" to 0)) },
                    ),
                )
            }
        }
    })
