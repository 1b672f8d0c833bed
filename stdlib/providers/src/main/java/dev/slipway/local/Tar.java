package dev.slipway.local;

import dev.slipway.provide.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Locale;

/** Tar files of the POSIX ustar format: regular files only, owned by root, from the beginning of time. */
final class Tar {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int SIZE_BYTES = 12;
    private static final long LARGEST_OCTAL = 1L << 33;
    private static final int PREFIX = 155;

    private Tar() {}

    static void write(Collection<Archives.Entry> entries, OutputStream out) throws IOException {
        for (Archives.Entry entry : entries) {
            long size = Files.size(entry.file());
            out.write(header(entry, size));
            entry.copy(size, out);
            out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
        }
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    /** In octal, or in binary where that has too few digits, as GNU tar, BSD tar and all others have it. */
    private static void size(byte[] header, long size) {
        if (size < LARGEST_OCTAL) {
            put(header, SIZE, String.format(Locale.ROOT, "%011o", size));
            return;
        }
        header[SIZE] = (byte) 0x80;
        for (int i = 0; i < Long.BYTES; i++) {
            header[SIZE + SIZE_BYTES - 1 - i] = (byte) (size >>> 8 * i);
        }
    }

    static byte[] header(Archives.Entry entry, long size) {
        var header = new byte[BLOCK];
        int split = split(entry.name());
        put(header, 0, entry.name().substring(split == 0 ? 0 : split + 1));
        put(header, 100, entry.executable() ? "0000755" : "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        size(header, size);
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        put(header, 265, "root");
        put(header, 297, "root");
        put(header, 345, entry.name().substring(0, split));
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, "%06o".formatted(sum) + "\0 ");
        return header;
    }

    /** Where a long name is divided in two, or 0 for a short one. */
    private static int split(String name) {
        if (length(name) <= NAME) {
            return 0;
        }
        for (int i = name.indexOf('/'); i > 0; i = name.indexOf('/', i + 1)) {
            if (length(name.substring(i + 1)) <= NAME && length(name.substring(0, i)) <= PREFIX) {
                return i;
            }
        }
        throw new Failure.Rejected("the name '" + name + "' is too long for a tar file", "shorten it, or make a zip");
    }

    private static int length(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
