package dev.slipway.host

import dev.slipway.script.Dependency
import dev.slipway.script.ScriptFile
import dev.slipway.script.ScriptManifest
import dev.slipway.script.ScriptUnit
import dev.slipway.script.SourceName
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import kotlin.script.experimental.jvm.impl.KJvmCompiledModuleInMemory
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript

/** Writes what was compiled: the same script gives the same bytes, whenever and wherever. */
internal fun writeJar(script: ScriptFile, compiled: KJvmCompiledScript, named: List<Pair<String, File>>, jar: Path) {
    val module = compiled.getCompiledModule() as KJvmCompiledModuleInMemory
    val files = sortedMapOf<String, ByteArray>()
    val units = units(script, compiled)
    module.compilerOutputFiles.forEach { (name, bytes) -> files[name] = withSource(name, bytes, script, units) }
    files[ScriptManifest.ENTRY] = ScriptManifest.bytes(units, dependencies(named))
    ZipOutputStream(Files.newOutputStream(jar)).use { zip ->
        for ((name, bytes) in files) {
            zip.putNextEntry(ZipEntry(name).setLastModifiedTime(FileTime.fromMillis(0)))
            zip.write(bytes)
            zip.closeEntry()
        }
    }
}

/** A class that names its file by the path from the script, so that every stack trace tells files of one name apart. */
private fun withSource(name: String, bytes: ByteArray, script: ScriptFile, units: List<ScriptUnit>): ByteArray {
    val owner = units.firstOrNull { it.owns(name.removeSuffix(".class").replace('/', '.')) } ?: return bytes
    val source = ScriptFile.name(script.directory(), owner.file())
    if (!name.endsWith(".class") || source == script.name()) {
        return bytes
    }
    return SourceName.of(bytes, source)
}

/** The script and all that it imports, each once. */
private fun units(script: ScriptFile, compiled: KJvmCompiledScript): List<ScriptUnit> {
    val order = linkedMapOf<String, KJvmCompiledScript>()

    fun visit(unit: KJvmCompiledScript) {
        if (order.putIfAbsent(unit.scriptClassFQName, unit) == null) {
            unit.otherScripts.forEach { visit(it as KJvmCompiledScript) }
        }
    }
    visit(compiled)
    val numbers = order.keys.withIndex().associate { (i, name) -> name to i }
    return order.values.map { unit ->
        val file = unit.sourceLocationId?.let(Path::of) ?: script.path()
        val digest = if (unit === compiled) script.digest() else ScriptFile.read(file).digest()
        val imports = unit.otherScripts.map { numbers.getValue((it as KJvmCompiledScript).scriptClassFQName) }
        ScriptUnit(unit.scriptClassFQName, file, digest, imports)
    }
}

/** The jars that the script asked for, each under the first name that brought it. */
private fun dependencies(found: List<Pair<String, File>>): List<Dependency> = found
    .map { (name, file) -> name to file.absoluteFile.toPath().normalize() }
    .distinctBy { (_, jar) -> jar }
    .map { (name, jar) -> Dependency.of(name, jar) }
