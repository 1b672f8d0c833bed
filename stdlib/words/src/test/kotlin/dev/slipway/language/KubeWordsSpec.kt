package dev.slipway.language

import dev.slipway.dsl.KubeBlock
import dev.slipway.dsl.configMap
import dev.slipway.dsl.kube
import dev.slipway.dsl.manifest
import dev.slipway.dsl.namespace
import dev.slipway.dsl.secret
import dev.slipway.dsl.service
import dev.slipway.evaluate.Evaluation
import dev.slipway.evaluate.UntrackedReads
import dev.slipway.graph.Graph
import dev.slipway.model.FieldPath
import dev.slipway.model.Fields
import dev.slipway.model.ListValue
import dev.slipway.model.Missing
import dev.slipway.model.TaskKey
import dev.slipway.model.Value
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe

class KubeWordsSpec :
    FunSpec({
        val directory = tempdir("kube").toPath()

        fun graph(script: () -> Unit): Graph =
            Evaluation(UntrackedReads(directory), mapOf(), null, "here").graph(script)

        fun cluster(block: KubeBlock.() -> Unit) = graph {
            kube {
                context = "home"
                block()
            }
        }

        fun Graph.before(name: String) =
            task(indexOf(TaskKey("kube.object", name))).rules().after().map { it.toString() }

        fun Graph.field(name: String, path: String): Value =
            task(indexOf(TaskKey("kube.object", name))).inputs().at(FieldPath.parse(path))

        test("an object comes after its namespace and all that it names, whatever their order") {
            val graph = cluster {
                namespace("web") {
                    podSecurity = restricted
                    service("api") {
                        image = "example"
                        port = 80
                        secretEnv("PASSWORD", secret("PASSWORD"))
                        file("/etc/api.conf", "level = info")
                    }
                    configMap("unrelated") { value("a", "b") }
                }
            }
            graph.before("web/Deployment/api") shouldContainExactlyInAnyOrder
                listOf("kube.object/Namespace/web", "kube.object/web/ConfigMap/api", "kube.object/web/Secret/api")
        }

        test("a resource comes after the wait for the definition of its kind") {
            val graph = cluster {
                manifest(
                    """
                    apiVersion: example.org/v1
                    kind: Widget
                    metadata: { name: first, namespace: web }
                    ---
                    apiVersion: apiextensions.k8s.io/v1
                    kind: CustomResourceDefinition
                    metadata: { name: widgets.example.org }
                    spec: { group: example.org, names: { kind: Widget } }
                    """,
                )
            }
            graph.before("web/Widget.example.org/first") shouldContainExactlyInAnyOrder listOf(
                "kube.object/CustomResourceDefinition/widgets.example.org",
                "kube.ready/CustomResourceDefinition/widgets.example.org",
            )
        }

        test("pods of a service are hardened as the restricted level asks for") {
            val graph = cluster { service("api") { image = "example" } }
            val pod = graph.field("Deployment/api", "spec.template.spec") as Fields
            pod.at(FieldPath.parse("securityContext.runAsNonRoot")) shouldBe Value.of(true)
            pod.at(FieldPath.parse("securityContext.seccompProfile.type")) shouldBe Value.of("RuntimeDefault")
            val container = (pod.get("containers") as ListValue).values().single() as Fields
            container.at(FieldPath.parse("securityContext")) shouldBe Value.of(
                mapOf("allowPrivilegeEscalation" to false, "capabilities" to mapOf("drop" to listOf("ALL"))),
            )
        }

        test("what only the API server writes is no part of what is applied") {
            val graph = cluster {
                manifest(
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: { name: a, uid: x, resourceVersion: "1", creationTimestamp: null, labels: { b: c } }
                    data: { d: e }
                    status: { f: g }
                    """,
                )
            }
            graph.field("ConfigMap/a", "metadata") shouldBe Value.of(mapOf("labels" to mapOf("b" to "c")))
            graph.field("ConfigMap/a", "status") shouldBe Missing.ABSENT
        }

        test("a service that is declared without saying where runs in the one cluster") {
            val graph = graph {
                service("api") {
                    image = "example"
                    port = 80
                }
                kube { context = "home" }
            }
            graph.tasks().map { "${it.key()}" } shouldContainExactlyInAnyOrder
                listOf("kube.object/Deployment/api", "kube.object/Service/api", "kube.ready/Deployment/api")
        }
    })
