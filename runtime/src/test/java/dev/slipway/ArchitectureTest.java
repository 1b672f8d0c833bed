package dev.slipway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.slipway.Layers.Layer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Data flows downhill: which package may know which, and a few habits that are easier to keep than to restore. */
class ArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter().importPath(Engine.CLASSES);

    /** A thing is named after what it is; these name a pattern, or nothing at all. */
    private static final String NAMES_WITHOUT_MEANING =
            ".*(Manager|Helper|Util|Utils|Impl)|(Base|Abstract|Default)([A-Z].*)?";

    @Test
    void thereIsAnEngineToLookAt() {
        assertTrue(ENGINE.size() > 0, "no class was found in " + Engine.CLASSES);
    }

    @Test
    void theListNamesOnlyPackagesToTheLeft() {
        Set<String> left = new HashSet<>();
        for (Layer layer : Layers.ORDER) {
            assertTrue(left.containsAll(layer.mayImport()), layer + " names a package that is not to its left");
            assertTrue(left.add(layer.name()), layer.name() + " is listed twice");
        }
    }

    @Test
    void everyClassLivesInAListedPackage() {
        classes().should().resideInAnyPackage(patterns(Layers.ORDER)).check(ENGINE);
    }

    @Test
    void eachPackageImportsOnlyWhatTheListAllows() {
        assertAll(Layers.ORDER.stream().map(layer -> () -> {
            List<Layer> forbidden = Layers.ORDER.stream()
                    .filter(other -> !layer.mayImport(other))
                    .toList();
            noClasses()
                    .that()
                    .resideInAPackage(layer.pattern())
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(patterns(forbidden))
                    .allowEmptyShould(true)
                    .check(ENGINE);
        }));
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(Layers.ROOT + ".(**)").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void theEngineKnowsOnlyTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Layers.ROOT + "..", "java..", "javax..", "org.jspecify..")
                .check(ENGINE);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching("(.*[.$])(" + NAMES_WITHOUT_MEANING + ")")
                .check(ENGINE);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = ENGINE.stream()
                .map(javaClass -> javaClass.getPackage())
                .filter(javaPackage -> !isNullMarked(javaPackage))
                .map(JavaPackage::getName)
                .collect(toSet());
        assertEquals(Set.of(), unmarked, "each of these needs a package-info.java with @NullMarked");
    }

    private static boolean isNullMarked(JavaPackage javaPackage) {
        return javaPackage
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
    }

    private static String[] patterns(List<Layer> layers) {
        return layers.stream().map(Layer::pattern).toArray(String[]::new);
    }
}
