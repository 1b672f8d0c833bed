package dev.slipway.host

import org.jetbrains.kotlin.mainKts.CompilerOptions
import org.jetbrains.kotlin.mainKts.Import
import java.io.File
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.baseClass
import kotlin.script.experimental.api.compilerOptions
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.api.dependencies
import kotlin.script.experimental.api.displayName
import kotlin.script.experimental.api.fileExtension
import kotlin.script.experimental.api.refineConfiguration
import kotlin.script.experimental.dependencies.CompoundDependenciesResolver
import kotlin.script.experimental.dependencies.DependsOn
import kotlin.script.experimental.dependencies.Repository
import kotlin.script.experimental.jvm.JvmDependency
import kotlin.script.experimental.jvm.jvm
import kotlin.script.experimental.jvm.jvmTarget

/**
 * What a Slipway script may be. The annotations are those of main-kts and nothing else is imported by default, so that the
 * same file opens in an IDE and runs under stock Kotlin.
 */
internal fun definition(
    classPath: List<File>,
    jars: NamedJars,
    imports: ImportNames,
    hasHeader: Boolean = true,
): ScriptCompilationConfiguration = ScriptCompilationConfiguration {
    displayName("Slipway script")
    fileExtension("main.kts")
    baseClass(ClusterScript::class)
    defaultImports(DependsOn::class, Repository::class, Import::class, CompilerOptions::class)
    dependencies(JvmDependency(classPath))
    // The code must come out as it does under stock Kotlin, so that both name the lambdas of a script alike.
    compilerOptions("-Xstring-concat=inline", "-Xreturn-value-checker=check")
    jvm { jvmTarget("17") }
    if (hasHeader) { // to look for annotations, the compiler reads the script once more
        refineConfiguration {
            onAnnotations(
                DependsOn::class,
                Repository::class,
                Import::class,
                CompilerOptions::class,
                handler = HeaderReader(CompoundDependenciesResolver(BundledResolver(classPath), jars), imports),
            )
        }
    }
}
