package dev.slipway.proxmox

import kotlin.text.Charsets.US_ASCII

/** What Unix needs to know of a file on a disc: its real name, and who may read it. */
internal object RockRidge {
    private const val DIRECTORY = 0x416D // drwx: read and enter by all
    private const val FILE = 0x8124 // read by all

    /** The first entry of the disc says that there is more to read in each. */
    fun self(): ByteArray = entry("SP", BinaryWriter().byte(0xBE).byte(0xEF).byte(0)) + directory() +
        entry("ER", BinaryWriter().byte(10).zeros(2).byte(1).raw("RRIP_1991A".toByteArray(US_ASCII)))

    fun directory(): ByteArray = mode(DIRECTORY, 2)

    fun file(name: String): ByteArray =
        mode(FILE, 1) + entry("NM", BinaryWriter().byte(0).raw(name.toByteArray(US_ASCII)))

    private fun mode(mode: Int, links: Int) =
        entry("PX", BinaryWriter().both(mode, 4).both(links, 4).both(0, 4).both(0, 4))

    private fun entry(name: String, content: BinaryWriter): ByteArray {
        val bytes = content.bytes()
        return BinaryWriter().raw(name.toByteArray(US_ASCII)).byte(bytes.size + 4).byte(1).raw(bytes).bytes()
    }
}
