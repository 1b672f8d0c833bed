package dev.slipway.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What tells without reading a file whether it has changed.
 *
 * @param identity of the file and of its last change by the clock of the file system, which cannot be set: a file that was
 *     written in place and got its old modification time back has another one; never negative
 */
public record FileStatus(long mtimeNanos, long size, long identity, boolean isDirectory) {
    private static final String ATTRIBUTES = "unix:lastModifiedTime,ctime,size,fileKey,isDirectory";

    /** Of what a path leads to. */
    public static FileStatus of(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            var seen = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = seen.fileKey();
            return new FileStatus(
                    nanos(seen.lastModifiedTime()),
                    seen.size(),
                    key == null ? 0 : key.hashCode() & Integer.MAX_VALUE,
                    seen.isDirectory());
        }
        Map<String, Object> seen = Files.readAttributes(file, ATTRIBUTES);
        int key = attribute(seen, "fileKey", Object.class).hashCode();
        int change = Long.hashCode(nanos(attribute(seen, "ctime", FileTime.class)));
        return new FileStatus(
                nanos(attribute(seen, "lastModifiedTime", FileTime.class)),
                attribute(seen, "size", Long.class),
                (31 * key + change) & Integer.MAX_VALUE,
                attribute(seen, "isDirectory", Boolean.class));
    }

    private static <T> T attribute(Map<String, Object> seen, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(seen.get(name), name));
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
