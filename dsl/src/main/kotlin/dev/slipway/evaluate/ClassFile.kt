package dev.slipway.evaluate

import java.io.ByteArrayInputStream
import java.io.DataInputStream

/** As much of a class file as says what its methods do: no names of variables, no annotations. */
internal class ClassFile private constructor(
    val constants: Constants,
    val name: String,
    val superclass: String,
    val methods: Map<Member, Code?>,
    val source: String,
    val bootstraps: List<Bootstrap>,
    /** The source map of inlined code, empty where there is none. */
    val sourceMap: String,
) {
    /** Whether it is a script itself, and not a class that a script declares. */
    val isScript: Boolean get() = source.endsWith(".kts") && '$' !in name

    class Code(
        val bytes: ByteArray,
        /** Four numbers for each: from, to, handler, constant of the caught class. */
        val handlers: List<IntArray>,
    )

    class Bootstrap(val handle: Int, val arguments: List<Int>)

    companion object {
        fun read(bytes: ByteArray): ClassFile = DataInputStream(ByteArrayInputStream(bytes)).use { read(it) }

        private fun read(input: DataInputStream): ClassFile {
            input.skipNBytes(8) // magic and version
            val constants = Constants.read(input)
            input.skipNBytes(2) // access
            val name = constants.className(input.readUnsignedShort())
            val superclass = input.readUnsignedShort().let { if (it == 0) "" else constants.className(it) }
            repeat(input.readUnsignedShort()) { input.skipNBytes(2) }
            repeat(input.readUnsignedShort()) { member(input, constants, name) {} }
            val methods = linkedMapOf<Member, Code?>()
            repeat(input.readUnsignedShort()) {
                var code: Code? = null
                val method = member(input, constants, name) { attribute -> if (attribute == "Code") code = code(input) }
                methods[method] = code
            }
            var source = ""
            var bootstraps = listOf<Bootstrap>()
            var sourceMap = ""
            attributes(input, constants) { attribute, length ->
                when (attribute) {
                    "SourceDebugExtension" -> sourceMap = String(input.readNBytes(length), Charsets.UTF_8)
                    "SourceFile" -> source = constants.text(input.readUnsignedShort())
                    "BootstrapMethods" -> bootstraps = bootstraps(input)
                }
            }
            return ClassFile(constants, name, superclass, methods, source, bootstraps, sourceMap)
        }

        private fun member(
            input: DataInputStream,
            constants: Constants,
            owner: String,
            attribute: (String) -> Unit,
        ): Member {
            input.skipNBytes(2)
            val member =
                Member(owner, constants.text(input.readUnsignedShort()), constants.text(input.readUnsignedShort()))
            attributes(input, constants) { name, _ -> attribute(name) }
            return member
        }

        /** Shows each attribute; what the visitor leaves unread is passed over. */
        private fun attributes(input: DataInputStream, constants: Constants, visit: (String, Int) -> Unit) {
            repeat(input.readUnsignedShort()) {
                val name = constants.text(input.readUnsignedShort())
                val length = input.readInt()
                val rest = input.available() - length
                visit(name, length)
                input.skipNBytes((input.available() - rest).toLong())
            }
        }

        private fun code(input: DataInputStream): Code {
            input.skipNBytes(4) // stack and locals
            val bytes = input.readNBytes(input.readInt())
            val handlers = List(input.readUnsignedShort()) { IntArray(4) { input.readUnsignedShort() } }
            return Code(bytes, handlers)
        }

        private fun bootstraps(input: DataInputStream) = List(input.readUnsignedShort()) {
            val handle = input.readUnsignedShort()
            Bootstrap(handle, List(input.readUnsignedShort()) { input.readUnsignedShort() })
        }
    }
}
