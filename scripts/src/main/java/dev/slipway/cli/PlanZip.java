package dev.slipway.cli;

import dev.slipway.model.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The parts of a saved plan in one file; the same parts give the same bytes. */
final class PlanZip {
    static final String PLAN = "plan";
    static final String NOTE = "note";
    static final String GRAPH = "graph";
    static final String SCRIPT = "script.jar";
    static final String READS = "reads";
    static final String JAR = "jar/";

    private static final int MOST_PARTS = 10_000;

    /** All parts are held in memory at once; more than half of it is no plan, but an attempt to use it up. */
    private static final long LARGEST = Math.min(1L << 29, Runtime.getRuntime().maxMemory() / 2);

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

    /** Whether it looks like one, from the list of its parts; none of them is unpacked. */
    static boolean isPlan(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST || !isZip(file)) {
                return false;
            }
            try (var zip = new ZipFile(file.toFile())) {
                return zip.getEntry(PLAN) != null;
            }
        } catch (IOException other) {
            return false;
        }
    }

    static Map<String, byte[]> read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw tooLarge(file);
            } else if (!isZip(file)) {
                throw foreign(file);
            }
            try (var zip = new ZipFile(file.toFile())) {
                return unpacked(file, zip);
            }
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(
                    "plan " + file + " not found", "no such file", "name a file that plan --out wrote");
        } catch (EOFException | ZipException e) {
            throw new InvalidInputException(
                    "the plan " + file + " is not whole", "it is damaged or cut off", "make it again: plan --out");
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the plan " + file + " cannot be read", String.valueOf(e), "name a file that plan --out wrote");
        }
    }

    private static Map<String, byte[]> unpacked(Path file, ZipFile zip) throws IOException {
        if (zip.getEntry(PLAN) == null) {
            throw foreign(file);
        } else if (zip.size() > MOST_PARTS) {
            throw tooLarge(file);
        }
        var parts = new HashMap<String, byte[]>();
        long left = LARGEST;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (entry.getSize() > left) {
                throw tooLarge(file);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] part = in.readNBytes((int) left + 1); // what an entry says of its size may be a lie
                left -= part.length;
                if (left < 0) {
                    throw tooLarge(file);
                }
                parts.put(entry.getName(), part);
            }
        }
        return parts;
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(2), new byte[] {'P', 'K'});
        }
    }

    private static InvalidInputException foreign(Path file) {
        return new InvalidInputException(
                file + " is not a plan of Slipway", "it does not hold one", "name a file that plan --out wrote");
    }

    private static InvalidInputException tooLarge(Path file) {
        return new InvalidInputException(
                file + " is not a plan of Slipway",
                "unpacked, it is larger than any plan",
                "name a file that plan --out wrote");
    }
}
