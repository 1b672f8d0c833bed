package dev.slipway.proxmox

import org.opentest4j.TestAbortedException
import java.nio.channels.FileChannel
import java.nio.file.StandardOpenOption
import kotlin.io.path.Path
import kotlin.io.path.readText

private fun said(name: String) = System.getenv("SLIPWAY_PVE_$name").orEmpty()

/** The host that the environment names, 8.4 or newer; [start] and [place] are those of one that goes on there. */
internal fun named(start: Int? = null, place: String? = null): HostGround {
    if (said("URL").isEmpty() || said("TOKEN").isEmpty()) {
        throw TestAbortedException("SLIPWAY_PVE_URL and SLIPWAY_PVE_TOKEN name no host to try it on")
    }
    val authority = said("CA").takeIf { it.isNotEmpty() }?.let { Path(it).readText() }.orEmpty()
    val singles = said("SINGLES").split(',').filter { '=' in it }.associate {
        it.substringBefore('=') to it.substringAfter('=')
    }
    val site = Site(said("URL"), said("TOKEN"), said("PIN"), authority, said("IMAGE"), said("ROOT"), singles)
    if (start != null) {
        return HostGround(site, start = start, place = place)
    }
    val alone = locked(site)
    return try {
        HostGround(site, alone = alone)
    } catch (failure: Throwable) {
        alone.close()
        throw failure
    }
}

/** Tests run in several processes, and on one host they would find each other's machines. */
private fun locked(site: Site): FileChannel = FileChannel.open(
    Path(System.getProperty("java.io.tmpdir"), "slipway-host-" + Integer.toHexString(site.url.hashCode())),
    StandardOpenOption.CREATE,
    StandardOpenOption.WRITE,
).also { it.lock() }

class HostSpec : ProxmoxContract({ named() })

class HostFilesSpec : FilesContract({ named() })

class HostAccessSpec : AccessContract({ named() })

class HostCephSpec : CephContract({ named() })

class HostNetworkSpec : NetworkContract({ named() })

class HostHaSpec : HaContract({ named() })

class HostFormationSpec : FormationContract({ named() })

class HostHardwareSpec : HardwareContract({ named() })
