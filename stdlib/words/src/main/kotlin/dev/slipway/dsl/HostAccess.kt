package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.model.Fields
import dev.slipway.model.Origin

/** How a machine is reached over SSH. */
@SlipwayDsl
public open class HostAccess internal constructor(internal val name: String, internal val origin: Origin) {
    private var place: Any? = null
    private var identity: Any? = null
    private var bastion: Host? = null

    /** Where it answers, a name or an address: `address = "10.0.3.12"`. */
    public var address: String
        get() = place as? String ?: ""
        set(value) {
            place = value
        }

    /** The port of its SSH server: `port = 2222`. */
    public var port: Int = 22

    /** Who logs in: `user = "ops"`. */
    public var user: String = "root"

    /** Runs everything as root through sudo, for a login user that needs no password for it: `sudo = true`. */
    public var sudo: Boolean = false

    /** The file of the private key: `key = "~/.ssh/id_ed25519"`. Without key and password, the SSH agent is asked. */
    public var key: String
        get() = identity as? String ?: ""
        set(value) {
            identify(value)
        }

    /** What opens the key: `passphrase = secret("SSH_PASSPHRASE")`. */
    public var passphrase: Secret? = null

    /** The password of the user, where no key is enough: `password = secret("NEO_PASSWORD")`. */
    public var password: Secret? = null

    /** The socket of the SSH agent, if it is not the one of the environment: `agent = "~/.1password/agent.sock"`. */
    public var agent: String = ""

    /** The fingerprint of its host key, as `ssh-keygen -l` shows it: `hostKey = "SHA256:..."`. Else it is pinned at first. */
    public var hostKey: String = ""

    /** How many programs its server bears at once over one connection: `sessions = 4`. */
    public var sessions: Int = SESSIONS

    /** The address, once it is known: `address(vm.address)`. */
    public fun address(value: Output<String>) {
        place = value
    }

    /** An address of a network: `address(lan["10.0.3.12"])`. */
    public fun address(value: Address) {
        place = value
    }

    /** The private key itself, whole: `key(secret("SSH_KEY"))`. */
    public fun key(value: Secret) {
        identify(value)
    }

    /** The machine through which it is reached: `via(bastion)`. */
    public fun via(host: Host) {
        host.said.used()
        bastion = host
    }

    private fun identify(value: Any) {
        if (identity != null) {
            CurrentScript.cluster().problem("a second key for the host '$name'", "it takes one", "remove one of them")
        }
        identity = value
    }

    /** All of it as data. */
    internal fun reached(into: Lowering): Fields {
        val said = linkedMapOf(
            "name" to name,
            "address" to place,
            "port" to port,
            "user" to user,
            "sudo" to sudo.takeIf { it },
            "key" to identity,
            "passphrase" to passphrase,
            "password" to password,
            "agent" to agent.ifEmpty { null },
            "hostKey" to hostKey.ifEmpty { null },
            "sessions" to sessions.takeIf { it != SESSIONS },
            "via" to bastion?.said?.reached(into),
        ).filterValues { it != null }
        return Fields(said.mapValues { (what, value) -> into.value(value, "the $what of the host '$name'", origin) })
    }

    /** What keeps it from being reached. */
    internal fun check(into: Lowering) {
        fun wrong(isSo: Boolean, what: String, why: String, fix: String) {
            if (isSo) into.problem("$what of the host '$name'", why, fix, origin)
        }
        wrong(!NAME.matches(name), "the name", "a name has letters, digits, '.', '_' and '-'", "rename it")
        wrong(place == null, "no address", "Slipway cannot connect to it", "add address = \"...\"")
        (place as? String)?.let {
            wrong(!ADDRESS.matches(it), "the address '$it'", "it is neither a name nor an address", "correct it")
        }
        wrong(port !in 1..MOST, "the port $port", "ports have numbers 1 to $MOST", "correct the number")
        wrong(!USER.matches(user), "the user '$user'", "it cannot be a user name", "correct it")
        wrong(sessions < 1, "the $sessions sessions", "nothing could be done in them", "set it to 1 or more")
        wrong(
            hostKey.isNotEmpty() && !PIN.matches(hostKey),
            "the key '$hostKey'",
            "a fingerprint is SHA256: and 43 letters and digits",
            "copy it from ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub",
        )
        wrong(sudo && user == "root", "sudo", "root is root already", "remove it, or say which user logs in")
        wrong(passphrase != null && identity == null, "the passphrase", "there is no key to open", "add key = \"...\"")
        wrong(agent.isNotEmpty() && identity != null, "the agent", "with a key it is not asked", "remove one of them")
    }

    private companion object {
        const val SESSIONS = 8
        const val MOST = 65535
        val NAME = Regex("[A-Za-z0-9._-]{1,100}")
        val ADDRESS = Regex("[A-Za-z0-9._:%-]+")
        val USER = Regex("[A-Za-z0-9_][A-Za-z0-9._@-]*")
        val PIN = Regex("SHA256:[A-Za-z0-9+/]{43}")
    }
}
