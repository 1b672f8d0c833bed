package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.model.Hasher
import dev.slipway.model.Origin

/** The template of pods that a block describes, hardened as the restricted level of Pod Security asks for. */
internal class PodSpec(private val said: PodBlock, private val origin: Origin) {
    private val cluster = CurrentScript.cluster()

    init {
        if (said.image.isBlank()) {
            cluster.problem("no image for '${said.name}'", "pods run a container image", "add image = \"...\"", origin)
        }
    }

    /** The ConfigMap and the Secret that it needs, by kind. */
    fun beside(): Map<String, Map<String, Any>> = buildMap {
        if (said.files.isNotEmpty()) put("ConfigMap", mapOf("data" to said.files.mapKeys { fileKey(it.key) }))
        if (said.secrets.isNotEmpty()) put("Secret", mapOf("stringData" to said.secrets))
    }

    /** The template, for pods with these labels. */
    fun template(labels: Map<String, String>, restart: String = ""): Map<String, Any> {
        val spec = tree(
            "containers" to listOf(container()),
            "volumes" to volumes(),
            "securityContext" to podSecurity(),
            "serviceAccountName" to said.serviceAccount,
            "automountServiceAccountToken" to said.serviceAccount.isNotEmpty(),
            "imagePullSecrets" to said.pullSecret.takeIf { it.isNotEmpty() }?.let { listOf(mapOf("name" to it)) },
            "nodeSelector" to said.nodes,
            "restartPolicy" to restart,
        )
        val digest = Hasher.of(cluster.value(said.files, "the files of '${said.name}'", origin)).brief()
        val notes = if (said.files.isEmpty()) mapOf() else mapOf("annotations" to mapOf("slipway.dev/files" to digest))
        val whole = said.overrides.fold(spec) { below, over -> over.over(below) }
        return mapOf("metadata" to mapOf("labels" to labels) + notes, "spec" to whole)
    }

    private fun container(): Map<String, Any> = tree(
        "name" to said.name,
        "image" to said.image,
        "command" to said.words,
        "args" to said.arguments,
        "env" to environment(),
        "ports" to said.ports.map { (name, port) ->
            tree("name" to name, "containerPort" to port.number, "protocol" to port.protocol)
        },
        "volumeMounts" to mounts(),
        "resources" to tree("requests" to said.requested, "limits" to said.limited),
        "securityContext" to containerSecurity(),
    ) + said.probes

    private fun environment(): List<Map<String, Any>> = said.environment.map { (name, value) ->
        if (value is Map<*, *>) {
            mapOf("name" to name, "valueFrom" to value)
        } else {
            mapOf(
                "name" to name,
                "value" to text(value),
            )
        }
    } + said.secrets.keys.map {
        mapOf("name" to it, "valueFrom" to mapOf("secretKeyRef" to mapOf("name" to said.name, "key" to it)))
    }

    /** Variables are text, whatever they are written as. */
    private fun text(value: Any): Any = if (value is Number || value is Boolean) "$value" else value

    private fun mounts(): List<Map<String, Any>> = said.mounts.mapIndexed { i, mount ->
        tree(
            "name" to mount.name.ifEmpty { volume(i) },
            "mountPath" to mount.path,
            "readOnly" to true.takeIf { mount.readOnly },
        )
    } + said.files.keys.map {
        mapOf("name" to FILES, "mountPath" to it, "subPath" to fileKey(it), "readOnly" to true)
    }

    private fun volumes(): List<Map<String, Any>> =
        said.mounts.mapIndexed { i, mount -> mapOf("name" to volume(i)) + mount.source }
            .filterIndexed { i, _ -> said.mounts[i].source.isNotEmpty() } +
            listOf(mapOf("name" to FILES, "configMap" to mapOf("name" to said.name))).filter { said.files.isNotEmpty() }

    private fun podSecurity() = tree(
        "runAsNonRoot" to true.takeUnless { said.isRoot },
        "runAsUser" to said.user,
        "fsGroup" to said.user,
        "seccompProfile" to mapOf("type" to "RuntimeDefault"),
    )

    private fun containerSecurity() = tree(
        "allowPrivilegeEscalation" to false,
        "readOnlyRootFilesystem" to true.takeIf { said.readOnly },
        "capabilities" to tree("drop" to listOf("ALL"), "add" to said.capabilities),
    )

    private companion object {
        const val FILES = "files"

        fun volume(number: Int) = "volume-$number"

        fun fileKey(path: String) = path.trim('/').replace('/', '.')
    }
}

/** Fields as YAML; what is wrong with them is a problem of the line. */
internal fun fields(yaml: String, what: String): Map<String, Any> = try {
    dev.slipway.data.ManifestReader.read(yaml.trimIndent()).singleOrNull()?.content ?: mapOf<String, Any>().also {
        CurrentScript.cluster().problem("invalid fields of $what", "it is not one YAML document", "write field: value")
    }
} catch (e: dev.slipway.data.ManifestException) {
    CurrentScript.cluster().problem("invalid fields of $what", "line ${e.line}: ${e.message}", "correct them")
    mapOf()
}
