package dev.slipway.proxmox

import dev.slipway.dial.Dialer
import dev.slipway.dial.NotInLab
import okhttp3.Dns
import java.io.IOException
import java.net.DatagramSocket
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.Socket
import java.net.SocketAddress
import java.net.URI
import java.net.UnknownHostException
import javax.net.SocketFactory

/** Sockets that ask the dialer where an address really is, when they connect. */
internal class DialerSocketFactory(private val dialer: Dialer) : SocketFactory() {
    /** Whether it is on this machine. */
    fun isHere(to: URI): Boolean = try {
        InetAddress.getByName(dialer.find(to.host, to.port.takeIf { it > 0 } ?: HTTPS).host()).isLoopbackAddress
    } catch (_: IOException) {
        false
    }

    /** The address of this machine toward there, as its routes say; nothing is sent. */
    fun own(to: URI): String? = try {
        val place = dialer.find(to.host, to.port.takeIf { it > 0 } ?: HTTPS)
        DatagramSocket().use {
            it.connect(InetSocketAddress(place.host(), place.port()))
            it.localAddress.takeUnless { own -> own.isLoopbackAddress || own.isAnyLocalAddress }?.hostAddress
        }?.substringBefore('%')
    } catch (_: IOException) {
        null
    }

    override fun createSocket(): Socket = object : Socket() {
        override fun connect(to: SocketAddress, patience: Int) {
            val wanted = to as InetSocketAddress
            val place = try {
                dialer.find(wanted.hostString, wanted.port)
            } catch (e: IOException) {
                throw e as? NotInLab ?: UnknownHostException(e.message) // asking again finds it no better
            }
            super.connect(InetSocketAddress(place.host(), place.port()), patience)
        }
    }

    override fun createSocket(host: String, port: Int): Socket =
        connected(InetSocketAddress.createUnresolved(host, port))

    override fun createSocket(host: String, port: Int, local: InetAddress, from: Int): Socket = createSocket(host, port)

    override fun createSocket(host: InetAddress, port: Int): Socket = connected(InetSocketAddress(host, port))

    override fun createSocket(host: InetAddress, port: Int, local: InetAddress, from: Int): Socket =
        createSocket(host, port)

    private fun connected(to: InetSocketAddress) = createSocket().apply { connect(to, 0) }

    companion object {
        private const val HTTPS = 443

        /** Names are the dialer's to resolve: here each has an address that is never used. */
        val NAMES = Dns { name -> listOf(InetAddress.getByAddress(name, ByteArray(4))) }
    }
}
