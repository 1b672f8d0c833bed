package dev.slipway.evaluate

import java.nio.ByteBuffer

/** Reads the instructions of a method, telling jumps and constants from plain operands. */
internal class Instructions(bytes: ByteArray) {
    interface Visitor {
        /** An instruction with whatever it carries in its own bytes. */
        fun plain(opcode: Int, operands: List<Int>)

        /** A jump to an instruction, by its number. */
        fun jump(target: Int)

        fun constant(opcode: Int, index: Int)
    }

    private val code: ByteBuffer = ByteBuffer.wrap(bytes)
    private val numbers = numbered()

    /** The number of the instruction at a place; places shift with the size of the constant pool, numbers do not. */
    fun number(place: Int): Int = numbers[place] ?: numbers.size

    fun visit(visitor: Visitor) {
        code.position(0)
        while (code.hasRemaining()) {
            one(visitor)
        }
    }

    private fun numbered(): Map<Int, Int> {
        val numbers = hashMapOf<Int, Int>()
        while (code.hasRemaining()) {
            numbers[code.position()] = numbers.size
            one(null)
        }
        return numbers
    }

    private fun one(visitor: Visitor?) {
        val at = code.position()
        when (val opcode = u1()) {
            LDC -> u1().let { visitor?.constant(LDC, it) }

            LDC_W -> u2().let { visitor?.constant(LDC, it) }

            in CONSTANTS -> u2().let { visitor?.constant(opcode, it) }

            in CALLS -> u2().also { u2() }.let { visitor?.constant(opcode, it) }

            MULTI_ARRAY -> u2().also { visitor?.constant(opcode, it) }.let {
                visitor?.plain(opcode, listOf(u1()))
                    ?: u1()
            }

            in JUMPS -> jump(visitor, opcode, at + code.short)

            in WIDE_JUMPS -> jump(visitor, opcode, at + code.int)

            TABLE_SWITCH, LOOKUP_SWITCH -> switch(visitor, opcode, at)

            WIDE -> u1().let { wide -> visitor.plain(wide, List(if (wide == IINC) 2 else 1) { u2() }) }

            IINC -> visitor.plain(opcode, listOf(u1(), code.get().toInt()))

            in ONE_BYTE -> visitor.plain(opcode, listOf(u1()))

            SIPUSH -> visitor.plain(opcode, listOf(u2()))

            else -> visitor.plain(opcode, listOf())
        }
    }

    private fun Visitor?.plain(opcode: Int, operands: List<Int>) {
        this?.plain(opcode, operands)
    }

    private fun jump(visitor: Visitor?, opcode: Int, target: Int) {
        if (visitor != null) {
            visitor.plain(if (opcode == GOTO_W) GOTO else opcode, listOf())
            visitor.jump(number(target))
        }
    }

    private fun switch(visitor: Visitor?, opcode: Int, at: Int) {
        code.position((code.position() + 3) and 3.inv())
        val otherwise = at + code.int
        val low = code.int
        val keys = if (opcode == TABLE_SWITCH) (low..code.int).toList() else null
        val targets = if (keys != null) keys.map { it to code.int } else List(low) { code.int to code.int }
        if (visitor != null) {
            visitor.plain(LOOKUP_SWITCH, targets.map { it.first })
            (targets.map { at + it.second } + otherwise).forEach { visitor.jump(number(it)) }
        }
    }

    private fun u1() = code.get().toInt() and 0xFF

    private fun u2() = code.short.toInt() and 0xFFFF

    private companion object {
        const val LDC = 0x12
        const val LDC_W = 0x13
        const val SIPUSH = 0x11
        const val IINC = 0x84
        const val GOTO = 0xA7
        const val TABLE_SWITCH = 0xAA
        const val LOOKUP_SWITCH = 0xAB
        const val WIDE = 0xC4
        const val MULTI_ARRAY = 0xC5
        const val GOTO_W = 0xC8
        val ONE_BYTE = setOf(0x10, 0xA9, 0xBC) + (0x15..0x19) + (0x36..0x3A)
        val CONSTANTS = setOf(0x14, 0xBB, 0xBD, 0xC0, 0xC1) + (0xB2..0xB8)
        val CALLS = setOf(0xB9, 0xBA)
        val JUMPS = setOf(0xC6, 0xC7) + (0x99..0xA8)
        val WIDE_JUMPS = setOf(GOTO_W, 0xC9)
    }
}
