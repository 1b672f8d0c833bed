package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.IntValue
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import dev.slipway.provide.Schema.Type

/**
 * An input of a machine that is one option in Proxmox VE.
 *
 * @property usual the value where the option is not set
 * @property sent the option for a value; nothing where the value is that it is not set
 */
internal class GuestOption(
    val input: String,
    val option: String,
    val type: Type = Type.TEXT,
    private val usual: String = "",
    val sent: (Value) -> String? = { "$it" },
    private val read: (String) -> Value = ::StringValue,
) {
    fun seen(there: String?): Value = read(there ?: usual)

    companion object {
        private const val MIB = 1L shl 20
        private const val RANDOM = "/dev/urandom"

        val ALL: List<GuestOption> = listOf(
            GuestOption("name", "name"),
            number("cores", "1"),
            number("sockets", "1"),
            GuestOption("memory", "memory", Type.NUMBER, "512", ::mebibytes) {
                IntValue(it.removePrefix("current=").toLong() * MIB)
            },
            GuestOption("balloon", "balloon", Type.NUMBER, sent = ::mebibytes) { text ->
                text.toLongOrNull()?.let { IntValue(it * MIB) } ?: StringValue("not set")
            },
            GuestOption("cpu", "cpu") { StringValue(it.removePrefix("cputype=")) },
            GuestOption("machine", "machine") { StringValue(it.removePrefix("type=")) },
            GuestOption("architecture", "arch"),
            GuestOption("bios", "bios", usual = "seabios"),
            GuestOption("os", "ostype"),
            switch("startsWithHost", "onboot"),
            switch("numa", "numa"),
            GuestOption("agent", "agent", Type.TRUTH, sent = {
                if (it ==
                    BoolValue.TRUE
                ) {
                    "enabled=1"
                } else {
                    "enabled=0"
                }
            }) {
                BoolValue.of(it.split(",").any { part -> part == "1" || part == "enabled=1" })
            },
            GuestOption("seed", "ide2", sent = { "$it,media=cdrom" }) { StringValue(PropertyString.of(it).first) },
            GuestOption("serial", "serial0", Type.TRUTH, sent = { "socket".takeIf { _ -> it == BoolValue.TRUE } }) {
                BoolValue.of(it == "socket")
            },
            GuestOption(
                "rng",
                "rng0",
                Type.TRUTH,
                sent = { "source=$RANDOM".takeIf { _ -> it == BoolValue.TRUE } },
            ) { text ->
                BoolValue.of(PropertyString.of(text).let { it.options["source"] ?: it.first } == RANDOM)
            },
            GuestOption("vga", "vga", usual = "std") { StringValue(it.removePrefix("type=")) },
            GuestOption("scsiController", "scsihw", usual = "lsi"),
        )

        private val BY_INPUT = ALL.associateBy { it.input }

        fun of(input: String): GuestOption? = BY_INPUT[input]

        private fun number(name: String, usual: String) =
            GuestOption(name, name, Type.NUMBER, usual) { IntValue(it.toLong()) }

        private fun switch(input: String, option: String) = GuestOption(input, option, Type.TRUTH, "0", {
            if (it ==
                BoolValue.TRUE
            ) {
                "1"
            } else {
                "0"
            }
        }) { BoolValue.of(it == "1") }

        private fun mebibytes(value: Value) = "${(value as IntValue).number() / MIB}"
    }
}
