package dev.slipway.cli;

import dev.slipway.model.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The parts of a saved plan in one file; the same parts give the same bytes. */
final class PlanZip {
    static final String PLAN = "plan";
    static final String NOTE = "note";
    static final String GRAPH = "graph";
    static final String SCRIPT = "script.jar";
    static final String READS = "reads";
    static final String JAR = "jar/";

    private static final int LARGEST = 1 << 30;

    private PlanZip() {}

    static byte[] bytes(Map<String, byte[]> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : new TreeMap<>(parts).entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()).setLastModifiedTime(FileTime.fromMillis(0)));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    static boolean isPlan(Path file) {
        try {
            return Files.isRegularFile(file) && read(file).containsKey(PLAN);
        } catch (Refused other) {
            return false;
        }
    }

    static Map<String, byte[]> read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            var parts = new HashMap<String, byte[]>();
            try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    parts.put(entry.getName(), zip.readNBytes(LARGEST));
                }
            }
            if (!parts.containsKey(PLAN)) {
                throw new Refused(
                        file + " is not a plan of Slipway",
                        "it does not hold one",
                        "name a file that plan --out wrote");
            }
            return parts;
        } catch (NoSuchFileException e) {
            throw new Refused("there is no plan " + file, "nothing is there", "name a file that plan --out wrote");
        } catch (EOFException | ZipException e) {
            throw new Refused(
                    "the plan " + file + " is not whole", "it is damaged or cut off", "make it again: plan --out");
        } catch (IOException e) {
            throw new Refused(
                    "the plan " + file + " cannot be read", String.valueOf(e), "name a file that plan --out wrote");
        }
    }
}
