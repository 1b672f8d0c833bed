package dev.slipway.proxmox

import org.opentest4j.TestAbortedException
import kotlin.io.path.Path
import kotlin.io.path.readText

private fun said(name: String) = System.getenv("SLIPWAY_PVE_$name").orEmpty()

/** The host that somebody names for it, of version 8.4 or newer. */
private fun named(): Ground {
    if (said("URL").isEmpty() || said("TOKEN").isEmpty()) {
        throw TestAbortedException("SLIPWAY_PVE_URL and SLIPWAY_PVE_TOKEN name no host to try it on")
    }
    val authority = said("CA").takeIf { it.isNotEmpty() }?.let { Path(it).readText() }.orEmpty()
    return HostGround(Site(said("URL"), said("TOKEN"), said("PIN"), authority))
}

class HostSpec : ProxmoxContract(::named)

class HostFilesSpec : FilesContract(::named)

class HostAccessSpec : AccessContract(::named)

class HostCephSpec : CephContract(::named)

class HostNetworkSpec : NetworkContract(::named)

class HostHardwareSpec : HardwareContract(::named)
