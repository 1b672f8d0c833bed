package dev.slipway.dsl

/** What a machine is told when it first boots, on a small disc that cloud-init and Talos read. */
@SlipwayDsl
public class SeedBlock internal constructor(private val machine: String) {
    private val addresses = mutableListOf<String>()
    private val servers = mutableListOf<String>()
    private val logins = mutableListOf<String>()
    private var given: Any = ""

    /** What it is to do, as cloud-init or Talos read it: `userData = readFile("web.yaml")`. */
    public var userData: String
        get() = given as? String ?: ""
        set(value) {
            given = value
        }

    /** What it is called, otherwise like the machine: `hostname = "web.home.example"`. */
    public var hostname: String = ""

    /** Where its packets for elsewhere go: `gateway = "10.0.3.1"`. */
    public var gateway: String = ""

    /** The storage that keeps the disc, one that takes `iso`: `storage = "cephfs"`. */
    public var storage: String = "local"

    /** Sets the user data, as a secret: `userData(secret("TALOS_CONFIG"))`. */
    public fun userData(value: Secret) {
        given = value
    }

    /** What it is to do, once that is known: `userData(text("password: ", secret("PASSWORD")))`. */
    public fun userData(value: Output<String>) {
        given = value
    }

    /** An address of its first card, with the length of its network: `address("10.0.3.30/24")`. */
    public fun address(address: String) {
        addresses += address
    }

    /** Servers that it asks for names: `dns("10.0.3.1", "9.9.9.9")`. */
    public fun dns(vararg servers: String) {
        this.servers += servers
    }

    /** The public keys that may log in: `keys(readFile("id_ed25519.pub"))`. */
    public fun keys(vararg keys: String) {
        logins += keys.flatMap { it.lines() }.map { it.trim() }.filter { it.isNotEmpty() }
    }

    internal val isStatic get() = addresses.isNotEmpty()

    internal fun said(mac: String): Map<String, Any> = mapOf(
        "name" to "$machine-seed",
        "storage" to storage,
        "userData" to if (given == "") "#cloud-config\n{}\n" else given,
        "metaData" to metaData(),
        "network" to if (isStatic) network() else "",
        "mac" to mac.uppercase(),
    ).filterValues { it != "" }

    private fun metaData() = buildString {
        append("local-hostname: ${hostname.ifEmpty { machine }}\n")
        if (logins.isNotEmpty()) {
            append("public-keys:\n").append(logins.joinToString("") { "  - ${quoted(it)}\n" })
        }
    }

    /** The MAC is put in where the disc is written: one that is not declared is made with it. */
    private fun network() = buildString {
        append("version: 2\nethernets:\n  net0:\n    match:\n      macaddress: ${quoted("{mac}")}\n")
        append("    addresses: ${listed(addresses)}\n")
        if (gateway.isNotEmpty()) append("    gateway${if (':' in gateway) 6 else 4}: ${quoted(gateway)}\n")
        if (servers.isNotEmpty()) append("    nameservers:\n      addresses: ${listed(servers)}\n")
    }

    private fun listed(all: List<String>) = all.joinToString(", ", "[", "]", transform = ::quoted)

    /** Text that YAML reads as it is. */
    private fun quoted(text: String) = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""

    internal fun problems(cards: Int): List<Triple<String, String, String>> =
        addresses.filterNot { isInNetwork(it) }.map {
            Triple("'$it'", "an address has the length of its network with it", "write one like \"10.0.3.30/24\"")
        } + (servers + gateway).filter { it.isNotEmpty() && !isAddress(it) }.map {
            Triple(
                "'$it', which is no address",
                "nothing looks up names before there is a network",
                "write its address",
            )
        } + listOfNotNull(
            Triple("an address and no network card", "it belongs to the first card", "add nic { bridge = \"vmbr0\" }")
                .takeIf { isStatic && cards == 0 },
            Triple("the hostname '$hostname'", "a name has letters, digits and '-'", "rename it")
                .takeUnless { hostname.isEmpty() || HOST.matches(hostname) },
            Triple("no storage for its seed", "the disc must be somewhere", "remove storage, or name one")
                .takeUnless { Regex("[A-Za-z][A-Za-z0-9_.-]*").matches(storage) },
        )

    private companion object {
        val HOST = Regex("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
    }
}
