package dev.slipway.proxmox

import dev.slipway.dial.Dialer
import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.provide.Failure

/** A lab that is met as a real host is: by an address of this machine, and with nothing known of it but its certificate. */
private class ServedGround(private val bed: Bed) : HostGround(bed.site(), Dialer.DIRECT.with(bed.leaps)) {
    override fun requests(): Int = bed.asked().size

    override fun violations() = bed.violations()

    override fun close() {
        super.close()
        val left = bed.behind { guests() }.map { it.text("name") } +
            bed.behind { volumes("trinity", "local") + volumes("neo", "local") }
        bed.close()
        check(left == listOf(THEIRS, THEIRS, FILE)) { "of what was there, and nothing else, there is $left" }
    }

    companion object {
        const val THEIRS = "theirs"
        const val FILE = "local:import/theirs.raw"

        /** Somebody has a machine, one among the numbers that we would have taken, and a file. */
        fun of(version: String): Ground {
            val bed = Bed(version)
            bed.behind {
                make("neo", 100, THEIRS)
                make("neo", 90_001, THEIRS)
                uploaded(Opened.of(ByteArray(1024)), FILE.substringAfterLast('/'), "trinity", "local", "import")
            }
            return ServedGround(bed)
        }
    }
}

private fun Bed.site(): Site {
    val url = "https://127.0.0.1:${lab.port("10.0.3.11:8006")}"
    val unknown = Fields.of("name", "unknown", "endpoint", url, "token", Secret.of("env:TOKEN"))
    val refused = Clusters(Dialer.DIRECT).use { direct ->
        runCatching { direct.work(Fields.of("proxmox", unknown), errand) { get("", "/version") }.now() }
    }.exceptionOrNull() as Failure
    val shown = checkNotNull(Regex("([0-9A-F]{2}:){31}[0-9A-F]{2}").find(refused.message)).value
    return Site(url, "root@pam!lab=${Bed.TOKEN}", pin = shown)
}

class Served84Spec : ProxmoxContract({ ServedGround.of("8.4") })

class Served91Spec : ProxmoxContract({ ServedGround.of("9.1") })

class ServedFilesSpec : FilesContract({ ServedGround.of("9.1") })
