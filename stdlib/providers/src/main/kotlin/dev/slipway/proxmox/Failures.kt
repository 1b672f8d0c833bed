package dev.slipway.proxmox

import dev.slipway.dial.NotInLab
import dev.slipway.provide.Failure
import java.io.IOException
import java.net.ConnectException
import java.net.UnknownHostException
import javax.net.ssl.SSLException
import javax.net.ssl.SSLPeerUnverifiedException

/** What a refusal or a broken connection means for whoever asked: whether it may be asked again, and what to do. */
internal class Failures(private val connection: Connection) {
    private val changed = Regex("checksum mismatch|detected modified configuration")

    fun of(answer: Answer, asked: String, reads: Boolean): Failure {
        val what = "${connection.name} says to $asked: ${answer.words}"
        return when {
            answer.status == 401 -> Failure.Rejected(
                what,
                "check the token or the password, and whether it has expired",
            )

            answer.status == 403 -> Failure.Rejected(what, known(answer.words) ?: forbidden(answer))

            answer.status in UNKNOWN && reads -> Failure.Transient(what, "see whether the node is well")

            answer.status in UNKNOWN -> Failure.InDoubt(what, "run again, to see what came of it")

            changed.containsMatchIn(answer.words) -> Failure.Conflict(what, "plan again")

            answer.status == 500 && "/ceph/" in asked && "got timeout" in answer.words ->
                Failure.Transient(what, "see that most of its monitors run: 'ceph status' on a host")

            answer.status == 500 && reads && vanished.containsMatchIn(answer.words) ->
                Failure.Transient(what, "run again: a file was deleted while its storage was listed")

            answer.status == 500 && locked.containsMatchIn(answer.words) ->
                Failure.Transient(what, "wait until the lock is released; after a crash, release it with 'qm unlock'")

            else -> Failure.Rejected(what, cure(answer.words))
        }
    }

    private fun forbidden(answer: Answer) = if ("root@pam" in answer.words) {
        "only root@pam with a password may do this: use user and password for it, or leave it out"
    } else {
        "grant the privilege that it names to the user and to the token, or use a token without privilege separation"
    }

    fun of(error: IOException, asked: String, reads: Boolean, host: String): Failure {
        val causes = generateSequence<Throwable>(error) { it.cause }.toList()
        val untrusted = causes.firstNotNullOfOrNull { it as? Untrusted }
        return when {
            untrusted != null -> Failure.Rejected(
                "the certificate of $host is not to be trusted: ${untrusted.message}; it is ${untrusted.fingerprint}",
                "compare it with what 'openssl x509 -noout -fingerprint -sha256 -in /etc/pve/local/pve-ssl.pem' says " +
                    "on the host, then write pin(\"...\"), or ca = readFile(\"pve-root-ca.pem\"), " +
                    "or fingerprint = \"...\" in the node of a host that is to join a cluster",
                error,
            )

            causes.any { it is SSLPeerUnverifiedException } -> Failure.Rejected(
                "the certificate that $host shows is for another host: ${error.message?.lines()?.first()}",
                "use a name that it carries as the endpoint, or pin the certificate",
                error,
            )

            causes.any { it is NotInLab } ->
                Failure.Rejected("$host is not there: ${error.message}", NotInLab.FIX, error)

            causes.any { it is UnknownHostException } ->
                Failure.Rejected("there is no host $host: ${error.message}", "correct the endpoint", error)

            Unreached.isRefusal(error) -> Failure.Transient(
                "${connection.name} at $host is unreachable: ${error.message}",
                "see that it runs and that the address and the port are right",
            )

            causes.any { it is ConnectException } -> Failure.Transient(
                "${connection.name} at $host is unreachable: ${error.message}",
                "see to the network and to firewalls between here and there",
            )

            reads && Unreached.isSilence(error) -> Failure.Transient(
                "${connection.name} at $host timed out at $asked: ${error.message}",
                "see whether the node is well: 'systemctl status pveproxy pvedaemon' on the host",
            )

            causes.any { it is SSLException } && !reads && "handshake" in "${error.message}".lowercase() ->
                Failure.Transient("no secure connection to $host: ${error.message}", "see to its certificate")

            reads -> Failure.Transient("the connection broke at $asked: ${error.message}", "see to the network")

            else -> Failure.InDoubt(
                "the connection broke at $asked: ${error.message}",
                "run again, to see what came of it",
            )
        }
    }

    companion object {
        private val locked = Regex(
            "got timeout|can't lock file|is locked \\(|got no worker upid|got lock request timeout|no quorum[!?]",
        )
        private val vanished = Regex("Could not open '[^']*': No such file or directory")
        private val full = Regex("No space left|insufficient free space|not enough free space", RegexOption.IGNORE_CASE)

        /** A task that did not get what somebody else held did nothing. */
        fun of(task: Upid, end: String): Failure {
            val what = "the task ${task.kind} on ${task.node} failed: $end"
            return if (locked.containsMatchIn(end)) {
                Failure.Transient(what, "wait until the lock is released; after a crash, release it with 'qm unlock'")
            } else {
                Failure.Rejected(what, cure(end))
            }
        }

        /** What to do about a refusal. */
        fun cure(words: String): String = known(words) ?: "see what it says, correct the cause, and run again"

        private fun known(words: String) = cures.firstOrNull { it.first.containsMatchIn(words) }?.second

        private val cures = listOf(
            full to "make room on it, or choose another storage, and run again",
            Regex("pool '.*' does not exist") to
                "declare it, such as pool(\"prod\"), or correct the group of the machine",
            Regex("bridge '.*' does not exist") to "declare it in its node, or correct the bridge of the network card",
            Regex("ha groups have not been migrated") to
                "HA turns its groups into rules by itself once all nodes run version 9: upgrade them, and run again",
            Regex("hostname lookup '.*' failed") to "correct the name of the node, or let it join: cluster(\"home\")",
        )

        /** Answers of a proxy that lost the other side: whether it was done is not known. */
        private val UNKNOWN = setOf(502, 503, 504, 595, 596, 599)
    }
}
