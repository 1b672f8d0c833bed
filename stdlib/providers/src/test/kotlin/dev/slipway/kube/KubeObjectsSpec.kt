package dev.slipway.kube

import dev.slipway.dsl.KubeBlock
import dev.slipway.dsl.NamespaceBlock
import dev.slipway.dsl.configMap
import dev.slipway.dsl.kube
import dev.slipway.dsl.manifest
import dev.slipway.dsl.namespace
import dev.slipway.dsl.secret
import dev.slipway.dsl.secretObject
import dev.slipway.model.TaskKey
import dev.slipway.plan.Action
import dev.slipway.plan.Options
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

/** Objects on a real kube-apiserver: set SLIPWAY_TEST_KUBECONFIG to a kubeconfig of one that may be changed. */
class KubeObjectsSpec :
    FunSpec({
        val judge by lazy { Judge(checkNotNull(Judge.KUBECONFIG)) }

        fun onServer(name: String, test: suspend () -> Unit) = test(name).config(enabled = Judge.isThere) { test() }

        fun cluster(block: KubeBlock.() -> Unit): () -> Unit = {
            kube {
                kubeconfig = judge.kubeconfig
                block()
            }
        }

        fun within(name: String, block: NamespaceBlock.() -> Unit) = cluster {
            namespace(name) {
                podSecurity = restricted
                block()
            }
        }

        fun deployment(name: String, replicas: Int, label: String = name) =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: $name }
            spec:
              replicas: $replicas
              selector: { matchLabels: { app: $label } }
              template:
                metadata: { labels: { app: $label } }
                spec:
                  containers:
                  - name: main
                    image: example
                    ports: [{ containerPort: 80 }]
                    resources: { limits: { cpu: "0.5", memory: 1024Mi } }
            """

        onServer("objects are created, stand, are put back field by field, and pruned") {
            val name = Judge.fresh("life")
            val machine = judge.machine()
            val whole = within(name) {
                configMap("settings") { value("color", "blue") }
                manifest(deployment("api", 2))
            }
            machine.done(whole) shouldBe
                setOf(
                    "kube.object/Namespace/$name",
                    "kube.object/$name/ConfigMap/settings",
                    "kube.object/$name/Deployment/api",
                )
            machine.plan(whole).shouldBeEmpty()
            judge.patch("/apis/apps/v1/namespaces/$name/deployments/api", "kubectl-edit", """{"spec":{"replicas":5}}""")
            machine.plan(whole) shouldBe mapOf("kube.object/$name/Deployment/api" to Action.UPDATE)
            machine.done(whole) shouldBe setOf("kube.object/$name/Deployment/api")
            val path = "/apis/apps/v1/namespaces/$name/deployments/api"
            judge.get(path).path("spec").path("replicas").asInt() shouldBe 2
            judge.get(path).path("metadata").path("labels").path("slipway.dev/cluster").asText() shouldBe "here"
            machine.done(within(name) { manifest(deployment("api", 2)) }) shouldBe
                setOf("kube.object/$name/ConfigMap/settings")
            judge.get("/api/v1/namespaces/$name/configmaps/settings").path("code").asInt() shouldBe 404
        }

        onServer("what others add or default is left alone") {
            val name = Judge.fresh("others")
            val machine = judge.machine()
            val script = within(name) { manifest(deployment("api", 1)) }
            machine.done(script)
            val more = """{"metadata":{"annotations":{"theirs":"1"}},"spec":{"template":{"spec":{"containers":[
                {"name":"sidecar","image":"theirs"}]}}}}"""
            judge.send(
                "PATCH",
                "/apis/apps/v1/namespaces/$name/deployments/api?fieldManager=mesh",
                more,
                "application/strategic-merge-patch+json",
            )
            machine.plan(script).shouldBeEmpty()
        }

        onServer("a field that another tool applies is a conflict that names the tool and the field") {
            val name = Judge.fresh("conflict")
            val machine = judge.machine()
            machine.done(within(name) { configMap("settings") { value("color", "blue") } })
            judge.apply(
                "/api/v1/namespaces/$name/configmaps/settings",
                "argocd-controller",
                """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"color":"red"}}""",
            )
            val said = machine.problems(within(name) { configMap("settings") { value("color", "blue") } })
            said shouldContain "data.color managed by argocd-controller"
            said shouldContain "force = true"
            machine.done(
                within(name) {
                    configMap("settings") {
                        value("color", "blue")
                        force = true
                    }
                },
            )
            judge.get("/api/v1/namespaces/$name/configmaps/settings").path("data").path("color").asText() shouldBe
                "blue"
        }

        onServer("an object of kubectl is refused, and adopted with what kubectl left behind") {
            val name = Judge.fresh("adopt")
            val machine = judge.machine()
            machine.done(within(name) {})
            val theirs = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","annotations":{
                "kubectl.kubernetes.io/last-applied-configuration":"{}"}},"data":{"color":"red","size":"1","theirs":"1"}}"""
            judge.send("POST", "/api/v1/namespaces/$name/configmaps?fieldManager=kubectl-client-side-apply", theirs)
            fun settings(isAdopted: Boolean, vararg values: Pair<String, String>) = within(name) {
                configMap("settings") {
                    adopt = isAdopted
                    values.forEach { (key, value) -> value(key, value) }
                }
            }
            machine.problems(settings(false, "color" to "blue")) shouldContain "say adopt = true"
            machine.done(settings(true, "color" to "blue", "size" to "1"))
            val live = judge.get("/api/v1/namespaces/$name/configmaps/settings")
            live.path("data").toString() shouldBe """{"color":"blue","size":"1","theirs":"1"}"""
            live.path("metadata").path("managedFields").map { it.path("manager").asText() } shouldBe listOf("slipway")
            live.path("metadata").path("annotations").isMissingNode shouldBe true
            machine.done(settings(true, "color" to "blue"))
            judge.get("/api/v1/namespaces/$name/configmaps/settings").path("data").has("size") shouldBe false
        }

        onServer("an immutable field is refused before anything is changed, and replaced on request") {
            val name = Judge.fresh("immutable")
            val machine = judge.machine()
            machine.done(within(name) { manifest(deployment("api", 1)) })
            val other = within(name) { manifest(deployment("api", 1, label = "other")) }
            val said = machine.problems(other)
            said shouldContain "field is immutable"
            said shouldContain "--replace"
            val key = TaskKey("kube.object", "$name/Deployment/api")
            machine.up(Options.NORMAL.replace(setOf(key)), other).problems().shouldBeEmpty()
            machine.plan(other).shouldBeEmpty()
        }

        onServer("secrets are stored, compared by digest, and shown nowhere") {
            val name = Judge.fresh("secret")
            val machine = judge.machine()
            val script = within(name) { secretObject("db") { value("password", secret("TOKEN")) } }
            machine.done(script)
            judge.get("/api/v1/namespaces/$name/secrets/db").path("data").path("password").asText() shouldBe
                "aHVudGVyMi1jYW5hcnk="
            machine.plan(script).shouldBeEmpty()
            judge.patch("/api/v1/namespaces/$name/secrets/db", "kubectl-edit", """{"data":{"password":"b3RoZXI="}}""")
            machine.plan(script) shouldBe mapOf("kube.object/$name/Secret/db" to Action.UPDATE)
            machine.done(script)
            machine.events.joinToString() shouldNotContain "hunter2"
        }

        onServer("a definition and its resources are planned and applied in one run") {
            val group = Judge.fresh("g") + ".example.org"
            val machine = judge.machine()
            val script = cluster {
                manifest(
                    """
                    apiVersion: example.org/v1
                    kind: Widget
                    metadata: { name: first, namespace: default }
                    spec: { size: 3 }
                    ---
                    apiVersion: apiextensions.k8s.io/v1
                    kind: CustomResourceDefinition
                    metadata: { name: widgets.example.org }
                    spec:
                      group: example.org
                      scope: Namespaced
                      names: { plural: widgets, singular: widget, kind: Widget }
                      versions:
                      - name: v1
                        served: true
                        storage: true
                        schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: integer } } } } } }
                    """.replace("example.org", group),
                )
            }
            machine.done(script) shouldContain "kube.object/default/Widget.$group/first"
            machine.plan(script).shouldBeEmpty()
            judge.get("/apis/$group/v1/namespaces/default/widgets/first").path("spec").path("size").asInt() shouldBe 3
            machine.done { }
            judge.get(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.$group",
            ).path("code").asInt() shouldBe
                404
        }

        onServer("what the server would refuse is refused in the plan, for all objects at once") {
            val name = Judge.fresh("refused")
            val machine = judge.machine()
            machine.done(within(name) {})
            val said = machine.problems(
                within(name) {
                    manifest(deployment("typo", 1).replace("replicas", "replica"))
                    manifest(deployment("type", 1).replace("replicas: 1", "replicas: one"))
                    manifest("{apiVersion: v1, kind: ConfigMap, metadata: {name: Not_A_Name}}")
                },
            )
            said shouldContain "replica: field not declared in schema"
            said shouldContain "expected numeric (int or float), got string"
            said shouldContain "Not_A_Name"
        }

        onServer("a kind that no definition declares is refused with what to do") {
            val machine = judge.machine()
            machine.problems(
                cluster {
                    manifest(
                        "{apiVersion: nothing.example.org/v1, kind: Thing, metadata: {name: a, namespace: default}}",
                    )
                },
            ) shouldContain "install the CRD that defines the kind before Thing default/a"
        }
    })
