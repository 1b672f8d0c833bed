package dev.slipway.proxmox

import dev.slipway.dial.Dialer

/** A lab that is met as a real host is: by an address of this machine, and with nothing known of it but its certificate. */
private class ServedGround(private val bed: Bed) : HostGround(bed.site(), Dialer.DIRECT.with(bed.leaps)) {
    override fun requests(): Int = bed.asked().size

    override fun violations() = bed.violations()

    override fun close() {
        super.close()
        val left = bed.behind { living() }.map { it.text("name") } +
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
                uploaded(UploadSource.of(ByteArray(1024)), FILE.substringAfterLast('/'), "trinity", "local", "import")
            }
            return ServedGround(bed)
        }
    }
}

private fun Bed.site(): Site {
    val at = "10.0.3.11:8006"
    return Site("https://127.0.0.1:${lab.port(at)}", "root@pam!lab=${Bed.TOKEN}", pin = shown(at))
}

class Served84Spec : ProxmoxContract({ ServedGround.of("8.4") })

class Served91Spec : ProxmoxContract({ ServedGround.of("9.1") })

class ServedFilesSpec : FilesContract({ ServedGround.of("9.1") })
