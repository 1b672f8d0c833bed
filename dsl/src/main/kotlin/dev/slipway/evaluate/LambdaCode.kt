package dev.slipway.evaluate

import java.lang.invoke.SerializedLambda

/**
 * Writes what a lambda does: its instructions, those of whatever it calls in the script, and the values that it uses.
 * Names and numbers that the compiler gives out by position are replaced by the order in which they are met.
 */
internal class LambdaCode(private val classes: ScriptClasses, private val write: (String) -> Unit) {
    private val methods = linkedMapOf<Member, Int>()
    private val types = linkedMapOf<String, Int>()
    private val wholes = linkedSetOf<String>()
    private val captured = CapturedValues(classes, write, ::whole)

    fun write(lambda: SerializedLambda) {
        repeat(lambda.capturedArgCount) { captured.value("a captured value", lambda.getCapturedArg(it)) }
        val entry = Member(lambda.implClass, lambda.implMethodName, lambda.implMethodSignature)
        call(entry)
        var next = 0
        while (next < methods.size) {
            method(methods.keys.elementAt(next++))
        }
    }

    private fun call(method: Member) {
        val file = classes.find(method.owner)
        val found = file?.let { find(it, method) }
        if (found != null) {
            write("m${methods.getOrPut(found) { methods.size }}")
        } else {
            write("${type(method.owner)} ${method.name} ${descriptor(method.type)}")
        }
    }

    /** The method itself, or the one that it overrides in a class of the script. */
    private fun find(file: ClassFile, method: Member): Member? = generateSequence(file) { classes.find(it.superclass) }
        .map { method.copy(owner = it.name) to it }
        .firstOrNull { (member, owner) -> member in owner.methods }
        ?.first

    /** Of what is made, everything counts: who calls it may not be in sight. */
    private fun whole(file: ClassFile) {
        if (wholes.add(file.name)) {
            write("class ${type(file.superclass)}")
            file.methods.keys
                .sortedWith(compareBy({ it.name }, { it.type }))
                .forEach { methods.getOrPut(it) { methods.size } }
        }
    }

    private fun method(method: Member) {
        val file = checkNotNull(classes.find(method.owner))
        val code = file.methods[method] ?: return
        val instructions = Instructions(code.bytes)
        write("method ${descriptor(method.type)}")
        for (handler in code.handlers) {
            val places = handler.take(3).map { instructions.number(it) }
            write("catch $places ${if (handler[3] == 0) "" else type(file.constants.className(handler[3]))}")
        }
        instructions.visit(Writer(file))
    }

    private inner class Writer(private val file: ClassFile) : Instructions.Visitor {
        override fun plain(opcode: Int, operands: List<Int>) = write("$opcode $operands")

        override fun jump(target: Int) = write("-> $target")

        override fun constant(opcode: Int, index: Int) {
            write("$opcode")
            when (opcode) {
                in FIELDS -> field(opcode, file.constants.member(index))
                NEW -> file.constants.className(index).let { made -> classes.find(made)?.let(::whole) ?: write(made) }
                else -> constant(index)
            }
        }

        private fun constant(index: Int) {
            when (val constant = file.constants[index]) {
                is Constants.Named -> named(constant)
                is Constants.Pair -> call(file.constants.member(index))
                is Constants.Handle -> handle(constant)
                is Constants.Dynamic -> dynamic(constant)
                else -> write("${constant?.javaClass?.simpleName} $constant")
            }
        }

        private fun named(constant: Constants.Named) {
            val text = file.constants.text(constant.name)
            write(if (constant.sort == Constants.CLASS) type(text) else "\"${descriptor(text)}\"")
        }

        private fun handle(handle: Constants.Handle) {
            write("handle ${handle.kind}")
            call(file.constants.member(handle.member))
        }

        private fun dynamic(dynamic: Constants.Dynamic) {
            val nameAndType = file.constants[dynamic.nameAndType] as Constants.Pair
            write("${file.constants.text(nameAndType.first)} ${descriptor(file.constants.text(nameAndType.second))}")
            val bootstrap = file.bootstraps[dynamic.bootstrap]
            constant(bootstrap.handle)
            bootstrap.arguments.forEach(::constant)
        }
    }

    private fun field(opcode: Int, field: Member) {
        val file = classes.find(field.owner)
        write("${type(field.owner)} ${field.name}")
        if (file != null && opcode in STATIC_FIELDS && '$' in field.owner) {
            whole(file)
        } else if (file != null && opcode !in STATIC_FIELDS) {
            captured.property(field)
        }
    }

    private fun type(name: String): String =
        if (classes.find(name) == null) name else "c${types.getOrPut(name) { types.size }}"

    private fun descriptor(text: String): String =
        OBJECT_TYPE.replace(text) { match -> "L${type(match.groupValues[1])};" }

    private companion object {
        const val NEW = 0xBB
        val FIELDS = 0xB2..0xB5
        val STATIC_FIELDS = 0xB2..0xB3
        val OBJECT_TYPE = Regex("""L([\w/$]+);""")
    }
}
