package dev.slipway.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zip files without anything in them that differs from run to run. */
final class Zip {
    /** The first moment that a zip file can name. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Zip() {}

    static void write(Collection<Archives.Entry> entries, OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out)) {
            for (Archives.Entry entry : entries) {
                var header = new ZipEntry(entry.name());
                header.setTimeLocal(EPOCH);
                zip.putNextEntry(header);
                entry.copy(Files.size(entry.file()), zip);
                zip.closeEntry();
            }
        }
    }
}
