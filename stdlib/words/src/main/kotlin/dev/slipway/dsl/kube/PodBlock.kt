package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript

/** Configures what runs in pods: the container, its environment, its files and what it may do. */
@SlipwayDsl
public open class PodBlock internal constructor(internal val name: String) : KubeObjectBlock() {
    internal val ports = linkedMapOf<String, PodPort>()
    internal val environment = linkedMapOf<String, Any>()
    internal val secrets = linkedMapOf<String, Any>()
    internal val files = linkedMapOf<String, Any>()
    internal val mounts = mutableListOf<PodMount>()
    internal val probes = linkedMapOf<String, Map<String, Any>>()
    internal val capabilities = mutableListOf<String>()
    internal val requested = linkedMapOf<String, String>()
    internal val limited = linkedMapOf<String, String>()
    internal val nodes = linkedMapOf<String, String>()
    internal val overrides = mutableListOf<Map<String, Any>>()
    internal var words: List<Any> = listOf()
    internal var arguments: List<Any> = listOf()
    internal var isRoot = false

    /** The container image, best with its digest: `image = "ghcr.io/example/api@sha256:..."`. */
    public var image: String = ""

    /** The user that it runs as: `user = 1000`. Without it the one of the image, which must not be root. */
    public var user: Int? = null

    /** Whether its root file system can only be read: `readOnly = true`. */
    public var readOnly: Boolean = false

    /** The service account whose token it gets: `serviceAccount = "api"`. Without it, it gets no token. */
    public var serviceAccount: String = ""

    /** The Secret with the credentials of the registry: `pullSecret = "registry"`. */
    public var pullSecret: String = ""

    /** The program to run instead of the one of the image: `command("/app", "serve")`. */
    public fun command(vararg words: Any) {
        this.words = words.asList()
    }

    /** Arguments of the program: `args("--verbose")`. */
    public fun args(vararg words: Any) {
        arguments = words.asList()
    }

    /** A variable of its environment, which may be an output: `env("LOG", "info")`. Secrets take `secretEnv`. */
    public fun env(name: String, value: Any) {
        if (value is Secret) {
            CurrentScript.cluster().problem(
                "a secret in the environment of '${this.name}'",
                "everyone who can read the workload could read the secret",
                "write secretEnv(\"$name\", ...): it is kept in a Secret",
            )
        }
        environment[name] = value
    }

    /** A secret variable, kept in a Secret of its own: `secretEnv("PASSWORD", secret("DB_PASSWORD"))`. */
    public fun secretEnv(name: String, value: Secret) {
        secrets[name] = value
    }

    /** A secret that a task makes: `secretEnv("DB_URL", text("postgres://app:", secret("DB_PASSWORD"), "@db/app"))`. */
    public fun secretEnv(name: String, value: Output<String>) {
        secrets[name] = value
    }

    /** A variable from a field of the pod: `fieldEnv("NODE", "spec.nodeName")`. */
    public fun fieldEnv(name: String, field: String) {
        environment[name] = mapOf("fieldRef" to mapOf("fieldPath" to field))
    }

    /** A file with this content; when it changes, pods are replaced: `file("/etc/app/app.conf", "level = info")`. */
    public fun file(path: String, content: Any) {
        files[path] = content
    }

    /** A directory that lives as long as the pod: `scratch("/tmp")`. */
    public fun scratch(path: String) {
        mounts += PodMount(path, mapOf("emptyDir" to mapOf<String, Any>()))
    }

    /** A volume claim by name: `claim("data", "/var/lib/data")`. */
    public fun claim(name: String, path: String) {
        mounts += PodMount(path, mapOf("persistentVolumeClaim" to mapOf("claimName" to name)))
    }

    /** The values of a Secret as files: `secretFiles("tls", "/etc/tls")`. */
    public fun secretFiles(name: String, path: String) {
        mounts += PodMount(path, mapOf("secret" to mapOf("secretName" to name)), readOnly = true)
    }

    /** What is reserved for it: `requests(cpu = "100m", memory = 128.MiB)`. */
    public fun requests(cpu: String = "", memory: Size? = null) {
        amounts(requested, cpu, memory)
    }

    /** The most it gets: `limits(memory = 256.MiB)`. */
    public fun limits(cpu: String = "", memory: Size? = null) {
        amounts(limited, cpu, memory)
    }

    /** Runs only on nodes with this label: `onNodes("disk", "ssd")`. */
    public fun onNodes(label: String, value: String) {
        nodes[label] = value
    }

    /** Lets it run as root. Namespaces with `podSecurity = restricted` refuse it: `allowRoot()`. */
    public fun allowRoot() {
        isRoot = true
    }

    /** A capability that it keeps: `capability("NET_BIND_SERVICE")`. */
    public fun capability(name: String) {
        capabilities += name
    }

    /** Fields of the pod that have no word, as YAML: `pod("terminationGracePeriodSeconds: 60")`. */
    public fun pod(yaml: String) {
        overrides += fields(yaml, "the pod of '$name'")
    }

    private fun amounts(into: MutableMap<String, String>, cpu: String, memory: Size?) {
        if (cpu.isNotEmpty()) into["cpu"] = cpu
        memory?.let { into["memory"] = it.quantity() }
    }
}

/** A port of a container, and the one of its service. */
internal class PodPort(val number: Int, val service: Int, val protocol: String)

/** Something that is mounted into a container. */
internal class PodMount(
    val path: String,
    val source: Map<String, Any>,
    val readOnly: Boolean = false,
    val name: String = "",
)
