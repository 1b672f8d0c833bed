package dev.slipway.proxmox

import dev.slipway.lab.table.Table
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.readText

/** The options that a script may set itself are those of the published interface. */
class RawSpec :
    FunSpec({
        val published = listOf("8.4", "9.1").flatMap { version ->
            Table.named("pve/$version").find("PUT", "/nodes/self/qemu/100/config").orElseThrow()
                .operation().parameters().entries
        }.associate { it.key.replace("[n]", "*") to (it.value.schema()["type"] == "boolean") } - REQUEST
        val words = Path.of("../words/src/main/kotlin/dev/slipway/dsl/VmOptions.kt").readText()
        val free = words.substringAfter("ALL = \"\"\"").substringBefore("\"\"\"").trim().split(Regex("\\s+"))
        val own = Regex("\"([a-z0-9*_-]+)\" to \"").findAll(words).map { it.groupValues[1] }.toSet()

        fun isListed(option: String, all: Set<String>) = option in all || option.replace(Regex("[0-9]+$"), "*") in all

        test("each published option has a word of its own, or can be set by its name") {
            published.keys.filterNot {
                isListed(it, free.map { one -> one.trimEnd('?') }.toSet() + own)
            }.shouldBeEmpty()
        }

        test("no other option can be set") {
            (free.map { it.trimEnd('?') } + own).filterNot { option ->
                published.keys.any { it == option || it.replace(Regex("[0-9]+$"), "*") == option }
            }.shouldBeEmpty()
        }

        test("options that are on or off are known as such") {
            free.filter { it.endsWith("?") }.map { it.trimEnd('?') }.toSet() shouldBe
                published.filter { it.value }.keys.filterNot { isListed(it, own) }.toSet()
        }
    }) {
    private companion object {
        /** What belongs to the request. */
        val REQUEST = setOf(
            "background_delay", "delete", "digest", "force", "node", "revert", "skiplock", "vmid",
            "import-working-storage",
        )
    }
}
