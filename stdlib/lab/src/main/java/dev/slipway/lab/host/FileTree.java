package dev.slipway.lab.host;

import dev.slipway.lab.LabClock;
import dev.slipway.lab.TwinState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The files of a host: in memory, and each on the shelf as well. */
final class FileTree {
    private static final List<String> FIRST = List.of(
            "/",
            "/etc",
            "/etc/sysctl.d",
            "/etc/systemd",
            "/etc/systemd/system",
            "/opt",
            "/root",
            "/run",
            "/run/systemd",
            "/run/systemd/system",
            "/srv",
            "/usr",
            "/usr/bin",
            "/usr/local",
            "/usr/local/bin",
            "/usr/local/sbin",
            "/var",
            "/var/lib",
            "/proc",
            "/home");

    private final NavigableMap<String, FileNode> entries = new TreeMap<>();
    private final TwinState shelf;
    private final LabClock clock;
    private final BooleanSupplier isFull;
    private long numbers;

    FileTree(TwinState shelf, LabClock clock, Map<String, String> first, BooleanSupplier isFull) {
        this.shelf = shelf;
        this.clock = clock;
        this.isFull = isFull;
        shelf.names().forEach(path -> shelf.get(path).ifPresent(bytes -> entries.put(path, FileNode.of(bytes))));
        numbers = entries.values().stream().mapToLong(FileNode::number).max().orElse(0);
        if (entries.isEmpty()) {
            FIRST.forEach(path -> put(path, made(true, 0755, "root", new byte[0])));
            put("/tmp", made(true, 01777, "root", new byte[0]));
            first.forEach((path, text) -> put(path, made(false, 0644, "root", text.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** What went wrong, as the system says it. */
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        Refusal(String path, String why) {
            super(path + ": " + why);
        }
    }

    synchronized Optional<FileNode> at(String path) {
        return Optional.ofNullable(entries.get(normal(path)));
    }

    synchronized FileNode need(String path) throws Refusal {
        return at(path).orElseThrow(() -> new Refusal(path, "No such file or directory"));
    }

    synchronized byte[] read(String path, String user) throws Refusal {
        FileNode entry = need(path);
        if (entry.directory()) {
            throw new Refusal(path, "Is a directory");
        } else if (!entry.allows(user, 4)) {
            throw new Refusal(path, "Permission denied");
        }
        return entry.content();
    }

    /** A stream into a file, of which every piece is there as soon as it is written, as on a real disk. */
    synchronized OutputStream write(String path, boolean append, String user) throws Refusal {
        FileNode there = entries.get(normal(path));
        if (there != null && there.directory()) {
            throw new Refusal(path, "Is a directory");
        } else if (there == null ? !parent(path).allows(user, 2) : !there.allows(user, 2)) {
            throw new Refusal(path, "Permission denied");
        }
        var content = new ByteArrayOutputStream();
        FileNode before = there == null ? made(false, 0644, user, new byte[0]) : there;
        if (append) {
            content.writeBytes(before.content());
        }
        put(path, before.content(content.toByteArray(), now()));
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (isFull.getAsBoolean()) {
                    throw new Refusal("write error", "No space left on device");
                }
                content.write(bytes, from, length);
                replace(path, content.toByteArray());
            }
        };
    }

    private synchronized void replace(String path, byte[] content) {
        FileNode entry = entries.get(normal(path));
        if (entry != null) { // somebody may have removed it meanwhile
            put(path, entry.content(content, now()));
        }
    }

    synchronized void move(String from, String to, String user) throws Refusal {
        FileNode entry = need(from);
        FileNode target = entries.get(normal(to));
        if (target != null && target.directory()) {
            throw new Refusal(to, "Is a directory");
        } else if (!parent(from).allows(user, 2) || !parent(to).allows(user, 2)) {
            throw new Refusal(to, "Permission denied");
        }
        put(to, entry);
        drop(normal(from));
    }

    synchronized void remove(String path, String user) throws Refusal {
        need(path);
        if (!parent(path).allows(user, 2)) {
            throw new Refusal(path, "Permission denied");
        }
        drop(normal(path));
    }

    synchronized void makeDirectory(String path, String user) throws Refusal {
        if (entries.containsKey(normal(path))) {
            throw new Refusal(path, "File exists");
        } else if (!parent(path).allows(user, 2)) {
            throw new Refusal(path, "Permission denied");
        }
        put(path, made(true, 0755, user, new byte[0]));
    }

    /** The paths below a directory, itself not among them. */
    synchronized List<String> below(String path) {
        String start = normal(path).equals("/") ? "/" : normal(path) + "/";
        return entries.tailMap(start, false).keySet().stream()
                .takeWhile(name -> name.startsWith(start))
                .toList();
    }

    synchronized void change(String path, FileNode entry) {
        put(path, entry);
    }

    long now() {
        return clock.now().toEpochMilli();
    }

    private FileNode parent(String path) throws Refusal {
        String normal = normal(path);
        String parent = normal.substring(0, Math.max(1, normal.lastIndexOf('/')));
        FileNode entry = entries.get(parent);
        if (entry == null) {
            throw new Refusal(path, "No such file or directory");
        } else if (!entry.directory()) {
            throw new Refusal(path, "Not a directory");
        }
        return entry;
    }

    private FileNode made(boolean directory, int mode, String owner, byte[] content) {
        return new FileNode(directory, mode, owner, owner, ++numbers, now(), content);
    }

    private void put(String path, FileNode entry) {
        entries.put(normal(path), entry);
        shelf.put(normal(path), entry.bytes());
    }

    private void drop(String normal) {
        entries.remove(normal);
        shelf.remove(normal);
    }

    /** Relative paths start where root is at home. */
    private static String normal(String path) {
        String absolute = path.startsWith("/") ? path : "/root/" + path;
        return java.nio.file.Path.of(absolute).normalize().toString();
    }
}
