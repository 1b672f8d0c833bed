package dev.slipway.evaluate

import java.io.DataInputStream

/** The constant pool of a class file. */
internal class Constants private constructor(private val entries: Array<Any?>) {
    class Pair(val first: Int, val second: Int)

    /** A method handle: what is done, and to which member. */
    class Handle(val kind: Int, val member: Int)

    /** An invokedynamic call or a dynamic constant: its bootstrap method, and its name and type. */
    class Dynamic(val bootstrap: Int, val nameAndType: Int)

    /** A constant that is another one in the pool: a class, a string, a method type. */
    class Named(val sort: Int, val name: Int)

    operator fun get(index: Int): Any? = entries[index]

    fun text(index: Int): String = entries[index] as String

    fun className(index: Int): String = text((entries[index] as Named).name)

    fun member(index: Int): Member {
        val (owner, nameAndType) = (entries[index] as Pair).let { it.first to entries[it.second] as Pair }
        return Member(className(owner), text(nameAndType.first), text(nameAndType.second))
    }

    companion object {
        const val CLASS = 7

        fun read(input: DataInputStream): Constants {
            val entries = arrayOfNulls<Any?>(input.readUnsignedShort())
            var i = 1
            while (i < entries.size) {
                val sort = input.readUnsignedByte()
                entries[i] = entry(sort, input)
                i += if (sort == LONG || sort == DOUBLE) 2 else 1
            }
            return Constants(entries)
        }

        private fun entry(sort: Int, input: DataInputStream): Any? = when (sort) {
            1 -> input.readUTF()
            3 -> input.readInt()
            4 -> input.readFloat()
            LONG -> input.readLong()
            DOUBLE -> input.readDouble()
            CLASS, 8, 16, 19, 20 -> Named(sort, input.readUnsignedShort())
            9, 10, 11, 12 -> Pair(input.readUnsignedShort(), input.readUnsignedShort())
            15 -> Handle(input.readUnsignedByte(), input.readUnsignedShort())
            17, 18 -> Dynamic(input.readUnsignedShort(), input.readUnsignedShort())
            else -> throw ClassFormatError("a constant of sort $sort")
        }

        private const val LONG = 5
        private const val DOUBLE = 6
    }
}
