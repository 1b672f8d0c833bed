package dev.slipway.evaluate

import dev.slipway.graph.ReadTracker
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.name

/** Reads that are not recorded, because nothing is kept. */
@InternalSlipwayApi
public class UntrackedReads
@JvmOverloads
constructor(
    private val directory: Path,
    private val variables: Map<String, String> = System.getenv(),
) : ReadLog {
    private val reads = ReadTracker(directory.resolve("script"))

    override fun env(name: String): String? = variables[name]

    override fun file(path: String): ByteArray = Files.readAllBytes(directory.resolve(path))

    override fun listing(path: String): List<String>? {
        val place = directory.resolve(path)
        if (!Files.isDirectory(place)) {
            return null
        }
        return Files.list(place).use { entries -> entries.map { it.name }.sorted().toList() }
    }

    override fun exists(path: String): Boolean = Files.exists(directory.resolve(path))

    override fun isLink(path: String): Boolean = Files.isSymbolicLink(directory.resolve(path))

    override fun place(path: String): Path = reads.place(path)

    override fun parameter(name: String, given: String?): Unit = Unit

    override fun secret(source: String): Unit = Unit
}
