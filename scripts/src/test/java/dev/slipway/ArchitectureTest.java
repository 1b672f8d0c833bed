package dev.slipway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which package of this module may know which. */
class ArchitectureTest {
    private static final JavaClasses HERE = new ClassFileImporter().importPath(Path.of("target/classes"));

    /** What each package may know besides itself; programs and the command line meet in {@code project} only. */
    private static final Map<String, List<String>> MAY_KNOW = Map.of(
            "script", List.of(),
            "host", List.of("script"),
            "project", List.of("script"),
            "embed", List.of("project", "script", "host"),
            "complete", List.of("script"),
            "probe", List.of("complete", "script", "host"),
            "ide", List.of(),
            "rehearse", List.of("project"),
            "cli", List.of("project", "rehearse", "complete", "ide", "script"),
            "launch", List.of("cli", "project", "complete", "script", "host"));

    @Test
    void everyClassLivesInAKnownPackage() {
        assertTrue(HERE.size() > 100);
        classes()
                .should()
                .resideInAnyPackage(MAY_KNOW.keySet().stream()
                        .map(ArchitectureTest::pattern)
                        .toArray(String[]::new))
                .check(HERE);
    }

    @Test
    void eachPackageKnowsOnlyWhatItMay() {
        assertAll(MAY_KNOW.keySet().stream()
                .map(name -> () -> noClasses()
                        .that()
                        .resideInAPackage(pattern(name))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(MAY_KNOW.keySet().stream()
                                .filter(other -> !other.equals(name)
                                        && !MAY_KNOW.getOrDefault(name, List.of())
                                                .contains(other))
                                .map(ArchitectureTest::pattern)
                                .toArray(String[]::new))
                        .check(HERE)));
    }

    private static String pattern(String name) {
        return "dev.slipway." + name + "..";
    }
}
