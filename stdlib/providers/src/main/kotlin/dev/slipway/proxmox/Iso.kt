package dev.slipway.proxmox

import kotlin.text.Charsets.US_ASCII
import kotlin.text.Charsets.UTF_16BE

/**
 * A small disc with some files and no directories: ISO 9660 with Rock Ridge and Joliet, so that files have the same names
 * wherever it is read. The same files make the same disc, byte by byte.
 */
internal class Iso(private val label: String, files: Map<String, ByteArray>) {
    private class File(val name: String, val content: ByteArray, val at: Int)

    private val files: List<File>
    private val size: Int

    init {
        var at = FIRST
        this.files = files.toSortedMap().map { (name, content) ->
            File(name, content, at).also { at += sectors(content.size) }
        }
        size = at
    }

    fun bytes(): ByteArray {
        val out = ByteArray(size * SECTOR)
        fun put(sector: Int, content: ByteArray) = content.copyInto(out, sector * SECTOR)
        put(16, volume(1, ROOT, LITTLE, BIG, text(label, 32)))
        put(17, volume(2, JOLIET, LITTLE + 2, BIG + 2, label.toByteArray(UTF_16BE).copyOf(32)))
        put(18, BinaryWriter().byte(255).raw("CD001".ascii()).byte(1).bytes())
        listOf(LITTLE to ROOT, LITTLE + 2 to JOLIET).forEach { (table, root) ->
            put(table, BinaryWriter().byte(1).byte(0).little(root, 4).little(1, 2).zeros(2).bytes())
            put(table + 1, BinaryWriter().byte(1).byte(0).big(root, 4).big(1, 2).zeros(2).bytes())
        }
        put(ROOT, directory(ROOT, true))
        put(JOLIET, directory(JOLIET, false))
        files.forEach { put(it.at, it.content) }
        return out
    }

    private fun directory(at: Int, rock: Boolean): ByteArray {
        val self = entry(at, SECTOR, 2, byteArrayOf(0), if (rock) RockRidge.self() else byteArrayOf())
        val parent = entry(at, SECTOR, 2, byteArrayOf(1), if (rock) RockRidge.directory() else byteArrayOf())
        val all = files.mapIndexed { i, file ->
            val name = if (rock) "FILE$i.;1".ascii() else file.name.toByteArray(UTF_16BE)
            entry(file.at, file.content.size, 0, name, if (rock) RockRidge.file(file.name) else byteArrayOf())
        }
        val bytes = (listOf(self, parent) + all).reduce(ByteArray::plus)
        check(bytes.size <= SECTOR) { "more names than one sector holds" }
        return bytes
    }

    private fun entry(at: Int, length: Int, flags: Int, name: ByteArray, system: ByteArray): ByteArray {
        val pad = 1 - name.size % 2
        val size = 33 + name.size + pad + system.size
        return BinaryWriter().byte(size + size % 2).byte(0).both(at, 4).both(length, 4).raw(DATE).byte(flags).zeros(2)
            .both(1, 2).byte(name.size).raw(name).zeros(pad).raw(system).zeros(size % 2).bytes()
    }

    private fun volume(sort: Int, root: Int, little: Int, big: Int, name: ByteArray) = BinaryWriter()
        .byte(sort).raw("CD001".ascii()).byte(1).byte(0).raw(text("", 32)).raw(name).zeros(8)
        .both(size, 4).raw((if (sort == 2) "%/E".ascii() else byteArrayOf()).copyOf(32))
        .both(1, 2).both(1, 2).both(SECTOR, 2).both(10, 4)
        .little(little, 4).zeros(4).big(big, 4).zeros(4)
        .raw(entry(root, SECTOR, 2, byteArrayOf(0), byteArrayOf()))
        .raw(text("", 128 * 4 + 37 * 3)).raw(NEVER + NEVER + NEVER + NEVER).byte(1)
        .bytes()

    private companion object {
        const val SECTOR = 2048
        const val LITTLE = 19
        const val BIG = 20
        const val ROOT = 23
        const val JOLIET = 24
        const val FIRST = 25
        val DATE = byteArrayOf(120, 1, 1, 0, 0, 0, 0)
        val NEVER = "0".repeat(16).ascii() + 0

        fun sectors(bytes: Int) = ((bytes + SECTOR - 1) / SECTOR).coerceAtLeast(1)

        fun text(text: String, length: Int) = text.padEnd(length).ascii()

        fun String.ascii() = toByteArray(US_ASCII)
    }
}
