package dev.slipway.dsl

/** Configures a network interface of a node. */
@SlipwayDsl
public open class InterfaceBlock internal constructor(private val sort: String) {
    private val members = linkedSetOf<String>()

    /** The address of the node here, with the length of its network: `address = "10.9.0.1/24"`. */
    public var address: String = ""

    /** Where everything goes that is not near: `gateway = "10.9.0.254"`. One interface of a node has one. */
    public var gateway: String = ""

    /** The same by IPv6: `address6 = "fd00::1/64"`. */
    public var address6: String = ""

    /** The way out by IPv6: `gateway6 = "fd00::fe"`. */
    public var gateway6: String = ""

    /** The largest packet, in bytes: `mtu = 9000`. */
    public var mtu: Int? = null

    /** A comment in the file: `comment = "storage"`. */
    public var comment: String = ""

    /** The interfaces that it is made of: `ports("eno1")`. */
    protected fun members(names: Array<out String>) {
        members += names
    }

    internal open fun said(): Map<String, Any> = linkedMapOf(
        "type" to sort,
        "address" to address,
        "gateway" to gateway,
        "address6" to address6,
        "gateway6" to gateway6,
        "mtu" to mtu,
        "comment" to comment,
        "ports" to members.sorted().joinToString(" "),
    ).mapNotNull { (name, value) -> value?.takeIf { it != "" }?.let { name to it } }.toMap()

    internal open fun problems(name: String): List<Triple<String, String, String>> = listOfNotNull(
        Triple("the interface '$name'", "its name has 2 to 15 letters, digits, '_' and '.'", "rename it")
            .takeUnless { NAME.matches(name) },
        Triple("the packet size $mtu of '$name'", "packets have 1280 to 65520 bytes", "correct the number")
            .takeUnless { (mtu ?: LEAST) in LEAST..MOST },
        Triple("a line break in the comment of '$name'", "a comment has one line", "remove it")
            .takeIf { '\n' in comment },
    ) + listOf(address, address6).filterNot { it.isEmpty() || isInNetwork(it) }.map {
        Triple("the address '$it' of '$name'", "it has the length of its network", "write one like 10.9.0.1/24")
    } + members.filterNot { NAME.matches(it) }.map {
        Triple("the port '$it' of '$name'", "ports have names like eno1", "correct it")
    }

    private companion object {
        const val LEAST = 1280
        const val MOST = 65_520
        val NAME = Regex("[A-Za-z][A-Za-z0-9_.]{1,14}")
    }
}
