package dev.slipway.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCacheTest {
    private Project project;
    private Path entry;
    private GraphCache cache;

    @BeforeEach
    void aProject(@TempDir Path temp) throws IOException {
        project = new Project(temp);
        entry = project.entry();
        cache = project.cache();
    }

    @Test
    void hitsWhileNothingHasChanged() throws IOException {
        assertEquals(new Lookup.Miss("no graph is kept for cluster.main.kts"), project.find());
        cache.keep(entry, project.reads(), Project.GRAPH);
        Lookup.Hit hit = (Lookup.Hit) project.find();
        GraphCodecTest.assertSameGraph(Project.GRAPH, hit.graph());
        assertEquals(project.reads().list(), hit.reads());
    }

    @Test
    void saysWhatHasChanged() throws IOException {
        cache.keep(entry, project.reads(), Project.GRAPH);
        project.write(project.sibling("parts/net.main.kts"), "network(4)");
        assertEquals(new Lookup.Miss("parts/net.main.kts has changed"), project.find());
        Files.delete(project.sibling("parts/net.main.kts"));
        assertEquals(new Lookup.Miss("parts/net.main.kts is gone"), project.find());
        project.write(project.sibling("parts/net.main.kts"), "network()");
        project.assertHit();
        project.write(project.sibling("parts/dns.main.kts"), "");
        assertEquals(new Lookup.Miss("the directory parts has other files in it"), project.find());
        Files.delete(project.sibling("parts/dns.main.kts"));
        project.write(project.sibling("local.yaml"), "");
        assertEquals(new Lookup.Miss("local.yaml is there now"), project.find());
        Files.delete(project.sibling("local.yaml"));
        assertMissAfter("HOME", "the environment variable HOME has changed");
        assertMissAfter("env", "the parameter 'env' has changed");
        assertMissAfter("TOKEN", "the secret 'TOKEN' has changed");
        assertMissAfter("slipway", "the version of slipway has changed");
        project.assertHit();
    }

    @Test
    void aLinkThatLeadsElsewhereIsAChange() throws IOException {
        project.write(project.sibling("far/a"), "");
        Path link = Files.createSymbolicLink(project.sibling("link"), project.sibling("parts"));
        ReadTracker reads = project.reads();
        assertEquals(reads.place("parts/a"), reads.place("link/a"));
        assertEquals(reads.place("a"), reads.place(project.sibling("a").toString()));
        cache.keep(entry, reads, Project.GRAPH);
        project.assertHit();
        Files.delete(link);
        Files.createSymbolicLink(link, project.sibling("far"));
        assertEquals(new Lookup.Miss("a link on the way to link/a leads elsewhere"), project.find());
    }

    @Test
    void aTouchedFileIsReadAndFoundTheSame() throws IOException {
        cache.keep(entry, project.reads(), Project.GRAPH);
        project.age(entry, 50);
        project.assertHit();
        byte[] restamped = project.theOnlyFile();
        project.assertHit();
        assertArrayEquals(restamped, project.theOnlyFile());
    }

    /** Same size, same inode, same time: only the bytes tell, and they are looked at while the time proves nothing. */
    @Test
    void aFreshFileIsNotTrusted() throws IOException {
        Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
        FileTime fresh = Files.getLastModifiedTime(entry);
        cache.keep(entry, project.reads(), Project.GRAPH);
        Files.writeString(entry, "cluster(\"work\")");
        Files.setLastModifiedTime(entry, fresh);
        assertEquals(new Lookup.Miss("cluster.main.kts has changed"), project.find());
    }

    @Test
    void aFileThatGotItsOldTimeBackHasChanged() throws IOException {
        cache.keep(entry, project.reads(), Project.GRAPH);
        FileTime old = Files.getLastModifiedTime(entry);
        Files.writeString(entry, "cluster(\"work\")");
        Files.setLastModifiedTime(entry, old);
        assertEquals(new Lookup.Miss("cluster.main.kts has changed"), project.find());
    }

    @Test
    void aClockThatGoesBackwardsOnlyCostsReading() throws IOException {
        Clock past = Clock.fixed(Instant.now().minus(Duration.ofDays(400)), ZoneOffset.UTC);
        cache = project.cache(past);
        cache.keep(entry, project.reads(), Project.GRAPH);
        project.assertHit();
        FileTime old = Files.getLastModifiedTime(entry);
        Files.writeString(entry, "cluster(\"work\")");
        Files.setLastModifiedTime(entry, old);
        assertEquals(new Lookup.Miss("cluster.main.kts has changed"), project.find());
    }

    @Test
    void whatChangesWhileItIsReadIsNotKept() throws IOException {
        ReadTracker reads = project.reads();
        project.write(entry, "cluster(\"away\")");
        cache.keep(entry, reads, Project.GRAPH);
        assertEquals(new Lookup.Miss("no graph is kept for cluster.main.kts"), project.find());
        reads.file(entry);
        assertFalse(reads.isComparable());
    }

    @Test
    void whatIsDifferentEachTimeIsNotKept() throws IOException {
        ReadTracker reads = project.reads();
        reads.untracked("the clock");
        assertFalse(reads.isComparable());
        cache.keep(entry, reads, Project.GRAPH);
        assertEquals(new Lookup.Miss("no graph is kept for cluster.main.kts"), project.find());
    }

    @Test
    void aFileThatCouldNotBeReadIsARead() throws IOException {
        ReadTracker reads = project.reads();
        assertThrows(IOException.class, () -> reads.file(project.sibling("missing.yaml")));
        cache.keep(entry, reads, Project.GRAPH);
        project.assertHit();
        project.write(project.sibling("missing.yaml"), "");
        assertEquals(new Lookup.Miss("missing.yaml has changed"), project.find());
    }

    @Test
    void theProjectMayMove() throws IOException {
        List<String> names =
                project.reads().list().stream().map(TrackedRead::name).toList();
        assertEquals(
                List.of(
                        "slipway",
                        "env",
                        "HOME",
                        "cluster.main.kts",
                        "parts/net.main.kts",
                        "parts",
                        "local.yaml",
                        "TOKEN"),
                names);
    }

    private void assertMissAfter(String name, String why) {
        String before = String.valueOf(project.world.put(name, "other"));
        assertEquals(new Lookup.Miss(why), project.find());
        project.world.put(name, before);
    }
}
