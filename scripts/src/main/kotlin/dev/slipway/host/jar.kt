package dev.slipway.host

import dev.slipway.script.Leaflet
import dev.slipway.script.ScriptFile
import dev.slipway.script.ScriptUnit
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.dependencies
import kotlin.script.experimental.jvm.JvmDependency
import kotlin.script.experimental.jvm.impl.KJvmCompiledModuleInMemory
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript

/** Writes what was compiled: the same script gives the same bytes, whenever and wherever. */
internal fun writeJar(script: ScriptFile, compiled: KJvmCompiledScript, classPath: List<File>, jar: Path) {
    val module = compiled.getCompiledModule() as KJvmCompiledModuleInMemory
    val files = sortedMapOf<String, ByteArray>()
    files.putAll(module.compilerOutputFiles)
    files[Leaflet.ENTRY] = Leaflet.bytes(units(script, compiled), named(compiled, classPath))
    ZipOutputStream(Files.newOutputStream(jar)).use { zip ->
        for ((name, bytes) in files) {
            zip.putNextEntry(ZipEntry(name).setLastModifiedTime(FileTime.fromMillis(0)))
            zip.write(bytes)
            zip.closeEntry()
        }
    }
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

/** The jars that the script asked for, beyond our own. */
private fun named(compiled: KJvmCompiledScript, classPath: List<File>): List<Path> =
    compiled.compilationConfiguration[ScriptCompilationConfiguration.dependencies]
        .orEmpty()
        .filterIsInstance<JvmDependency>()
        .flatMap { it.classpath }
        .filter { it !in classPath }
        .map { it.toPath() }
        .distinct()
