package dev.slipway.language

import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import java.nio.file.Path

/** What scripts name stays small: it knows the nouns and the graph of the engine, Kotlin and the JDK. */
class ArchitectureSpec :
    FunSpec({
        val language = ClassFileImporter().importPaths(Path.of("../../dsl/target/classes"), Path.of("target/classes"))

        test("there is a language to read") { language.size shouldBeGreaterThan 100 }

        test("words know the nouns and the graph of the engine, and nothing else of ours") {
            val known = arrayOf(
                "dev.slipway.data..",
                "dev.slipway.dsl..",
                "dev.slipway.evaluate..",
                "dev.slipway.model..",
                "dev.slipway.graph..",
                "dev.slipway.nat..",
                "kotlin..",
                "java..",
                "org.jetbrains.annotations..",
                "org.jspecify.annotations..",
            )
            classes().that().resideOutsideOfPackage("dev.slipway.data..")
                .should().onlyDependOnClassesThat().resideInAnyPackage(*known).check(language)
            classes().that().resideInAPackage("dev.slipway.data..")
                .should().onlyDependOnClassesThat().resideInAnyPackage(*known, "org.snakeyaml..", "org.tomlj..")
                .check(language)
        }

        test("the machinery knows no word") {
            noClasses().that().resideInAnyPackage("dev.slipway.evaluate..", "dev.slipway.data..")
                .should().dependOnClassesThat().resideInAPackage("dev.slipway.dsl..").check(language)
        }

        test("what words say is data that knows the nouns only") {
            classes().that().resideInAPackage("dev.slipway.nat..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.slipway.nat..", "dev.slipway.model..", "java..", "org.jspecify.annotations..")
                .check(language)
        }

        test("every word lives in the one package that scripts import") {
            classes().should().resideInAnyPackage(
                "dev.slipway.data",
                "dev.slipway.dsl",
                "dev.slipway.evaluate",
                "dev.slipway.nat",
            )
                .check(language)
        }

        test("names say what a thing is") {
            noClasses().should()
                .haveNameMatching("(.*[.$])(.*(Manager|Helper|Util|Utils|Impl)|(Base|Abstract|Default)([A-Z].*)?)")
                .check(language)
        }
    })
