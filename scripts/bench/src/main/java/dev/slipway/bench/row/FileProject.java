package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.child.UpOnce;
import dev.slipway.bench.fake.Site;
import dev.slipway.bench.race.Command;
import dev.slipway.bench.race.Run;
import dev.slipway.bench.shape.Declared;
import dev.slipway.bench.shape.MakeFile;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.NinjaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** File tasks of one mesh, written down for every tool. Input files are an hour old, as most are. */
final class FileProject {
    private final Ground ground;
    private final Mesh mesh;

    FileProject(Ground ground, Mesh mesh) {
        this.ground = ground;
        this.mesh = mesh;
    }

    /** For Slipway, with nothing made yet. */
    Path declared() throws IOException {
        return declared("slipway-" + mesh);
    }

    /** The same in a directory of this name. */
    Path declared(String name) throws IOException {
        Path root = files(name);
        Files.writeString(root.resolve("cluster.bench"), mesh.toString());
        new Site(root).keep(Declared.files(mesh));
        return root;
    }

    /** For Slipway, with everything made once. */
    Path slipway() throws IOException {
        Path root = declared();
        Run.of(ground.jvm().plain(UpOnce.class, root)).mustTell("executed", mesh.size());
        return root;
    }

    /** For ninja and make, with everything made once. */
    Path ninja(boolean restat) throws IOException {
        Path root = files("ninja-" + mesh);
        Files.writeString(root.resolve("build.ninja"), NinjaFile.of(mesh, restat));
        Files.writeString(root.resolve("Makefile"), MakeFile.of(mesh));
        Run.of(Command.in(root, "ninja", "--quiet"));
        return root;
    }

    private Path files(String name) throws IOException {
        Path root = ground.fresh(name);
        Files.createDirectories(root.resolve("in"));
        Files.createDirectories(root.resolve("out"));
        var anHourAgo = FileTime.from(Instant.now().minusSeconds(3600));
        for (int i = 0; i < mesh.size(); i++) {
            Path input = root.resolve(Mesh.input(i));
            Files.writeString(input, Mesh.name(i) + "\n");
            Files.setLastModifiedTime(input, anHourAgo);
        }
        return root;
    }
}
