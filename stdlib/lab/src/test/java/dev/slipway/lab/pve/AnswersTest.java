package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.Json;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import dev.slipway.lab.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers have the shapes that are published, but for what the real daemons were seen to answer otherwise. */
@Timeout(120)
class AnswersTest {
    @TempDir
    Path directory;

    /** By route, with the values that change from day to day masked, as {@code ~n}. */
    private static Map<String, Set<String>> contradictions(String recording, String version) {
        var found = new TreeMap<String, Set<String>>();
        for (Recording.Step step : Recording.of(recording).steps()) {
            String answer = step.answer();
            String method = step.method().equals("UPLOAD") ? "POST" : step.method();
            if (answer.startsWith("200 ") && !answer.startsWith("200 task") && !method.startsWith("@")) {
                Object data = Json.read(answer.substring(4).replaceAll("\"~n\"", "0"));
                Table.named("pve/" + version)
                        .find(method, Form.decoded(step.path()))
                        .ifPresent(meant -> meant.operation().answerViolations(data).stream()
                                .filter(why -> !why.contains("none of")) // a masked value is none of any choice
                                .forEach(why -> found.computeIfAbsent(
                                                method + " " + meant.operation().path() + " "
                                                        + why.substring(0, why.indexOf(": ")),
                                                route -> new TreeSet<>())
                                        .add(why)));
            }
        }
        return found;
    }

    @Test
    void theDaemonsContradictTheirSchemaOnlyWhereItIsListed() {
        var seen = new TreeSet<String>();
        seen.addAll(contradictions("8.4", "8.4").keySet());
        seen.addAll(contradictions("9.1", "9.1").keySet());
        seen.addAll(contradictions("9.2", "9.1").keySet());
        var observed = new TreeSet<String>();
        Evidence.parts("answers", 5).stream()
                .filter(part -> part.get(2).equals("observed"))
                .forEach(part -> observed.add(part.get(0) + " " + part.get(1)));
        assertEquals(observed, seen);
    }

    @Test
    void everyExceptionIsOfARouteThatIsServed() {
        var routes = new Routes().all();
        assertEquals(
                List.of(),
                Evidence.parts("answers", 5).stream()
                        .filter(part -> !routes.contains(part.get(0))
                                || !part.get(2).matches("source|observed")
                                || part.get(3).isEmpty())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.4", "9.1"})
    void everyAnswerHasItsPublishedShape(String version) {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, version, "disks=500");
            Crawl.prepare(caller, version);
            Crawl.readAll(caller, version);
            assertEquals(List.of(), wrong(lab));
        }
    }

    /** The requests of a recording reach much that is only reached in a certain order. */
    @ParameterizedTest
    @ValueSource(strings = {"8.4", "9.1"})
    void everyRecordedRequestIsAnsweredInItsPublishedShape(String version) {
        try (Lab lab = Lab.open(directory, 0)) {
            var properties = Map.of(
                    "address", Beds.TRINITY,
                    "nodes", "trinity",
                    "version", version,
                    "tokens", "root@pam!lab=" + Caller.SECRET,
                    "storages", "local:dir:200,big:dir:200",
                    "content.local", "iso,vztmpl,backup,snippets,images,rootdir,import",
                    "content.big", "images,iso,import",
                    "cards", "eno1,eno2,eno3",
                    "images", "http://127.0.0.1:9000/disk.qcow2#64#00,http://127.0.0.1:9000/disk.img#1#00");
            new Replay(lab, new Placement("proxmox", "trinity", properties), Caller.SECRET)
                    .differences(Recording.of(version));
            assertEquals(List.of(), wrong(lab));
        }
    }

    private static List<String> wrong(Lab lab) {
        return lab.recorder().list().stream()
                .filter(request -> request.violations().stream().anyMatch(why -> why.startsWith("answer")))
                .map(request -> request.what() + " " + request.violations())
                .distinct()
                .toList();
    }

    @Test
    void anAnswerOfAnotherShapeIsAViolation() {
        var operation = Table.named("pve/9.1")
                .find("GET", "/nodes/neo/status")
                .orElseThrow()
                .operation();
        assertEquals(
                List.of("answer.cpu: 'much' is no number"),
                new Answers()
                        .violations(operation, Map.of("cpu", "much")).stream()
                                .filter(why -> why.startsWith("answer.cpu:"))
                                .toList());
    }
}
