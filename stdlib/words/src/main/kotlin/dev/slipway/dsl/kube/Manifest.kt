package dev.slipway.dsl

import dev.slipway.data.ManifestDocument
import dev.slipway.data.ManifestException
import dev.slipway.data.ManifestReader
import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.Origin
import kotlin.time.Duration

/** The objects of a manifest. */
public class Manifest internal constructor(private val objects: Map<String, KubePart>) {
    /** One of its objects, by kind and name: `output("uid") { crds["ConfigMap/settings"].uid }`. */
    public operator fun get(name: String): KubePart = objects[name] ?: KubePart(named("kube.object", name)).also {
        CurrentScript.cluster().problem(
            "the manifest has no '$name'",
            "it has ${objects.keys.take(SHOWN).joinToString()}",
            "write Kind/name",
        )
    }

    private companion object {
        const val SHOWN = 10
    }
}

/** Configures the objects of a manifest. What is said here is said of each. */
public class ManifestBlock internal constructor() : KubeObjectBlock()

/**
 * Objects as YAML, in one document or several. Namespaces and definitions (CRDs) are created before what needs them.
 *
 * ```
 * kube {
 *     context = "home"
 *     manifest(readFile("monitoring.yaml"))
 *     manifest("""
 *         apiVersion: v1
 *         kind: ConfigMap
 *         metadata: { name: settings, namespace: web }
 *         data: { color: blue }
 *     """)
 * }
 * ```
 */
public fun KubeContent.manifest(yaml: String, block: ManifestBlock.() -> Unit = {}): Manifest {
    val origin = Origins.here()
    val said = ManifestBlock().apply(block)
    val reading = ManifestObjects(within, origin)
    val parts = linkedMapOf<String, KubePart>()
    try {
        ManifestReader.read(yaml.trimIndent()).forEach { document ->
            reading.of(document).forEach { parts["${it.kind}/${it.name}"] = objects.add(it.declaration(said, origin)) }
        }
    } catch (e: ManifestException) {
        val line = if (e.line > 0) "line ${e.line} of the manifest: " else ""
        CurrentScript.cluster().problem("invalid manifest", "$line${e.message}", "correct the manifest", origin)
    }
    return Manifest(parts)
}

/** An object of a manifest. */
internal class ManifestObject(
    val apiVersion: String,
    val kind: String,
    val namespace: String,
    val name: String,
    val fields: Map<String, Any>,
) {
    fun declaration(said: ManifestBlock, origin: Origin): KubeDeclaration {
        @Suppress("UNCHECKED_CAST") // names of fields are text
        val metadata = said.metadata(fields["metadata"] as? Map<String, Any> ?: mapOf())
        val all = if (metadata.isEmpty()) fields - "metadata" else fields + ("metadata" to metadata)
        val established = if (kind == "CustomResourceDefinition") DEFINED else null
        return KubeDeclaration(
            apiVersion,
            kind,
            namespace,
            name,
            all,
            said.rules(),
            origin,
            said.wait(established),
            said.force,
        )
    }

    private companion object {
        val DEFINED: Duration = 1.minutes
    }
}

/** Takes the documents of a manifest apart, and says what is wrong with them. */
internal class ManifestObjects(private val within: String, private val origin: Origin) {
    fun of(document: ManifestDocument): List<ManifestObject> {
        val content = document.content
        val kind = content["kind"] as? String
        if (kind != null && kind.endsWith("List") && content["items"] is List<*>) {
            return content.list("items").flatMap { item ->
                of(ManifestDocument(document.line, item.entries.associate { "${it.key}" to checkNotNull(it.value) }))
            }
        }
        val metadata = content.at("metadata")
        val name = metadata["name"] as? String
        val apiVersion = content["apiVersion"] as? String
        val missing = listOfNotNull(
            "apiVersion".takeIf { apiVersion == null },
            "kind".takeIf { kind == null },
            "metadata.name".takeIf { name == null },
        )
        if (missing.isNotEmpty()) {
            wrong(document, "an object without ${missing.joinToString()}", "each has apiVersion, kind and a name")
            return listOf()
        }
        val read = ManifestObject("$apiVersion", "$kind", place("$kind", metadata), "$name", body(content))
        return listOf(checked(document, read))
    }

    private fun place(kind: String, metadata: Map<*, *>): String =
        metadata["namespace"] as? String ?: if (kind in CLUSTER_WIDE) "" else within

    /** Without what only the API server may write. */
    private fun body(content: Map<String, Any>): Map<String, Any> {
        val metadata = content.at("metadata").filterKeys { it !in SERVER }.mapKeys { "${it.key}" }
        val rest = content.filterKeys { it !in setOf("apiVersion", "kind", "metadata", "status") }
        return if (metadata.isEmpty()) rest else rest + ("metadata" to metadata)
    }

    private fun checked(document: ManifestDocument, read: ManifestObject): ManifestObject {
        val hasValues = "data" in read.fields || "stringData" in read.fields
        if (read.kind == "Secret" && read.apiVersion == "v1" && hasValues) {
            wrong(
                document,
                "the Secret '${read.name}' with its values",
                "values in a script or a manifest are not secret",
                "put them into the vault, and write " +
                    "secretObject(\"${read.name}\") { value(\"key\", secret(\"NAME\")) }",
            )
        }
        val clash = read.fields.keys.intersect(OURS)
        if (clash.isNotEmpty()) {
            wrong(document, "an object with ${clash.joinToString()} beside its spec", "such fields cannot be applied")
        }
        return read
    }

    private fun wrong(document: ManifestDocument, what: String, why: String, fix: String = "correct the manifest") {
        CurrentScript.cluster().problem("$what, from line ${document.line} of a manifest on", why, fix, origin)
    }

    private companion object {
        val OURS = setOf("kube", "name", "namespace", "manager", "owner", "force")
        val SERVER = (
            "name namespace uid resourceVersion generation creationTimestamp managedFields selfLink " +
                "deletionTimestamp"
            ).split(' ').toSet()

        /** From the OpenAPI of Kubernetes 1.35: the kinds of its own that have no namespace. */
        val CLUSTER_WIDE = (
            "Namespace Node PersistentVolume ClusterRole ClusterRoleBinding CustomResourceDefinition StorageClass " +
                "CSIDriver CSINode VolumeAttachment VolumeAttributesClass PriorityClass IngressClass RuntimeClass " +
                "APIService ValidatingWebhookConfiguration MutatingWebhookConfiguration ValidatingAdmissionPolicy " +
                "ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding FlowSchema " +
                "PriorityLevelConfiguration CertificateSigningRequest ClusterTrustBundle ServiceCIDR IPAddress " +
                "DeviceClass ResourceSlice GatewayClass ClusterIssuer"
            ).split(' ').toSet()
    }
}
