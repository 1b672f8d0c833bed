package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.model.FileDigest;
import dev.slipway.model.FileStatus;
import dev.slipway.model.ListValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** One file out of many: in order, of one time and one owner, so that the same files give the same bytes. */
public final class Archives implements Compute {
    private static final Pattern STEPS = Pattern.compile("[/\\\\]");

    private final ScriptDirectory place;

    public Archives(ScriptDirectory place) {
        this.place = place;
    }

    /** A file on its way into an archive. */
    record Entry(String name, Path file, boolean executable) {
        /** Copies exactly so many bytes. A file that somebody writes meanwhile would end in an archive that is damaged. */
        void copy(long size, OutputStream out) throws IOException {
            FileStatus before = FileStatus.of(file);
            long left = size;
            try (InputStream in = Files.newInputStream(file)) {
                var buffer = new byte[1 << 16];
                for (int n = 0; left > 0 && n >= 0; left -= Math.max(n, 0)) {
                    n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    out.write(buffer, 0, Math.max(n, 0));
                }
            }
            if (left > 0 || before.size() != size || !before.equals(FileStatus.of(file))) {
                throw new Failure.Conflict(
                        file + " changed while it was archived", "run again when nothing writes to it");
            }
        }
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.LONG;
    }

    @Override
    public CompletionStage<Fields> compute(Fields inputs, CallContext ticket) {
        return Blocking.stage(() -> {
            String path = inputs.text("path");
            Path file = place.at(path);
            Path draft = place.draft(file, "archive");
            Files.createDirectories(file.toAbsolutePath().getParent());
            try {
                try (OutputStream out =
                        new BufferedOutputStream(Channels.newOutputStream(ScriptDirectory.open(draft)))) {
                    write(path, inputs, out);
                }
                place.settle(draft, file, "0644");
            } finally {
                Files.deleteIfExists(draft);
            }
            return Fields.of("sha256", FileDigest.of(file).toString());
        });
    }

    private void write(String path, Fields inputs, OutputStream out) throws IOException {
        if (path.endsWith(".zip")) {
            Zip.write(entries(inputs).values(), out);
        } else if (path.endsWith(".tar")) {
            Tar.write(entries(inputs).values(), out);
        } else {
            try (var gzip = new GZIPOutputStream(out)) {
                Tar.write(entries(inputs).values(), gzip);
            }
        }
    }

    private Map<String, Entry> entries(Fields inputs) {
        Set<String> programs = inputs.get("programs") instanceof ListValue items
                ? items.values().stream().map(Value::toString).collect(Collectors.toSet())
                : Set.of();
        var entries = new TreeMap<String, Entry>();
        if (inputs.get("files") instanceof Fields files) {
            for (var file : files.entries()) {
                String source = Source.of(file.getValue()).map(Source::path).orElse(file.getKey());
                String name = name(file.getKey(), inputs.text("strip"));
                entries.put(name, new Entry(name, place.at(source), programs.contains(file.getKey())));
            }
        }
        return entries;
    }

    private static String name(String path, String strip) {
        String name = !strip.isEmpty() && path.startsWith(strip + "/") ? path.substring(strip.length() + 1) : path;
        if (name.startsWith("/") || STEPS.splitAsStream(name).anyMatch(".."::equals)) {
            throw new Failure.Rejected(
                    "'" + path
                            + "' lies outside the directory of the script: unpacking the archive could overwrite files"
                            + " elsewhere",
                    "archive files below the script");
        }
        return name;
    }
}
