package dev.slipway.dsl

import dev.slipway.model.TaskKey

/**
 * Which objects come before another, of those that are declared: its namespace, the definition of its kind, and what it
 * names, such as the ConfigMaps and claims of a pod. On deletion, the order is reversed.
 */
internal class KubeOrder(private val declared: Map<TaskKey, KubeDeclaration>) {
    private data class Place(val kind: String, val namespace: String, val name: String)

    private val places = declared.entries.associate { (key, it) -> Place(it.kind, it.namespace, it.name) to key }
    private val definitions = declared.entries.filter { it.value.kind == DEFINITION }.associate { (key, it) ->
        "${it.field("spec").at("names")["kind"]}.${it.field("spec")["group"]}" to key
    }

    fun before(item: KubeDeclaration): List<TaskKey> = Names(item).found.distinct()

    /** What one object names. */
    private inner class Names(private val item: KubeDeclaration) {
        val found = mutableListOf<TaskKey>()
        private val spec = item.field("spec")

        init {
            if (item.namespace.isNotEmpty()) everywhere("Namespace", item.namespace)
            definitions["${item.kind}.${item.group}"]?.let { found += it }
            template()?.let { pod(it) }
            when (item.kind) {
                "RoleBinding", "ClusterRoleBinding" -> binding()

                "HorizontalPodAutoscaler" -> spec.at("scaleTargetRef").let { here("${it["kind"]}", it["name"]) }

                "Ingress" -> spec.list("rules").flatMap { it.at("http").list("paths") }
                    .forEach { here("Service", it.at("backend", "service")["name"]) }

                "HTTPRoute" -> spec.list("rules").flatMap {
                    it.list("backendRefs")
                }.forEach { here("Service", it["name"]) }

                "APIService" -> service(spec.at("service"))

                "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration" ->
                    item.fields.list("webhooks").forEach { service(it.at("clientConfig", "service")) }

                "PersistentVolumeClaim" -> everywhere("StorageClass", spec["storageClassName"])

                "StatefulSet" -> here("Service", spec["serviceName"])
            }
        }

        private fun named(kind: String, namespace: String, name: Any?) {
            places[Place(kind, namespace, "$name")]?.let { found += it }
        }

        private fun here(kind: String, name: Any?) = named(kind, item.namespace, name)

        private fun everywhere(kind: String, name: Any?) = named(kind, "", name)

        private fun template(): Map<*, *>? = when (item.kind) {
            "Pod" -> spec
            "CronJob" -> spec.at("jobTemplate", "spec", "template", "spec")
            "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job" -> spec.at("template", "spec")
            else -> null
        }

        private fun pod(pod: Map<*, *>) {
            here("ServiceAccount", pod["serviceAccountName"])
            everywhere("PriorityClass", pod["priorityClassName"])
            pod.list("imagePullSecrets").forEach { here("Secret", it["name"]) }
            pod.list("volumes").forEach { volume ->
                here("PersistentVolumeClaim", volume.at("persistentVolumeClaim")["claimName"])
                here("Secret", volume.at("secret")["secretName"])
                (volume.at("projected").list("sources") + volume).forEach {
                    content(it.at("configMap"), it.at("secret"))
                }
            }
            (pod.list("containers") + pod.list("initContainers")).forEach { container ->
                container.list("envFrom").forEach { content(it.at("configMapRef"), it.at("secretRef")) }
                container.list("env").map { it.at("valueFrom") }
                    .forEach { content(it.at("configMapKeyRef"), it.at("secretKeyRef")) }
            }
        }

        private fun content(configMap: Map<*, *>, secret: Map<*, *>) {
            here("ConfigMap", configMap["name"])
            here("Secret", secret["name"])
        }

        private fun binding() {
            val role = item.field("roleRef")
            named("${role["kind"]}", if (role["kind"] == "Role") item.namespace else "", role["name"])
            item.fields.list("subjects").filter { it["kind"] == "ServiceAccount" }
                .forEach { named("ServiceAccount", "${it["namespace"] ?: item.namespace}", it["name"]) }
        }

        /** A webhook is asked from the moment it is configured: what answers comes first, with the pods behind it. */
        private fun service(reference: Map<*, *>) {
            val namespace = "${reference["namespace"]}"
            named("Service", namespace, reference["name"])
            val selector = places[Place("Service", namespace, "${reference["name"]}")]?.let { declared[it] }
                ?.field("spec")?.at("selector").orEmpty()
            if (selector.isNotEmpty()) {
                declared.filterValues { it.namespace == namespace && it.kind == "Deployment" }
                    .filterValues { selector.all { (key, value) -> labels(it)[key] == value } }
                    .keys.forEach { found += it }
            }
        }

        private fun labels(workload: KubeDeclaration) = workload.field("spec").at("template", "metadata", "labels")
    }

    private companion object {
        const val DEFINITION = "CustomResourceDefinition"
    }
}
