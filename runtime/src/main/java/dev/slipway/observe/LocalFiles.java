package dev.slipway.observe;

import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.FileDigest;
import dev.slipway.model.FileStatus;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.ListValue;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import dev.slipway.store.FileStamp;
import dev.slipway.store.TaskRecord;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Local files by their content. A file whose time, size and inode are as they were is not read again; one that was
 * changed so recently that its time proves nothing always is.
 */
public final class LocalFiles {
    /** File systems tick in milliseconds: two writes within one tick leave the same time. */
    private static final long TOO_FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Stands for a file that is not there. */
    private static final FileStamp NOTHING = new FileStamp("", FileStamp.FRESH, 0, 0, Fingerprint.ZERO);

    private final Path root;
    private final UnaryOperator<Fingerprint> key;
    private final Map<String, FileStamp> seen = new ConcurrentHashMap<>();
    private final Set<Path> secret = ConcurrentHashMap.newKeySet();

    /**
     * Files below a directory, or anywhere by an absolute path.
     *
     * @param key makes a keyed digest of the digest of a file that was made from a secret
     */
    public LocalFiles(Path root, UnaryOperator<Fingerprint> key) {
        this.root = root;
        this.key = key;
    }

    public Path root() {
        return root;
    }

    /** Whoever wrote the file was given a secret: from now on its digest is a keyed one. */
    public void conceal(String path) {
        secret.add(place(path));
    }

    /** Whether the file is still as it was when it was stamped. */
    public boolean unchanged(FileStamp stamp) {
        concealAs(stamp);
        FileStamp now = seen.get(stamp.path());
        if (now == null) {
            now = look(stamp.path(), stamp, false);
            seen.put(stamp.path(), now);
        }
        now = concealed(now);
        return !now.path().isEmpty() && now.digest().equals(stamp.digest());
    }

    /** The file as it is; empty when there is none. A stamp from before may spare reading it. */
    public Optional<FileStamp> stamp(String path, Optional<FileStamp> before) {
        if (before.isPresent()) {
            concealAs(before.get());
        }
        FileStamp known = seen.get(path);
        return there(known != null ? known : seen.computeIfAbsent(path, p -> look(p, before.orElse(null), false)));
    }

    /**
     * The stamps of all files whose content is among the inputs, as they are this moment: since this run last looked, an
     * effect may have written one, or the operator may have edited it. One that is not as the inputs say is a conflict.
     *
     * @param which of the files are looked at, by their paths
     */
    public List<FileStamp> holding(Value inputs, Predicate<String> which) {
        var stamps = new ArrayList<FileStamp>();
        collect(inputs, which, stamps);
        return stamps;
    }

    private void collect(Value value, Predicate<String> which, List<FileStamp> stamps) {
        if (value instanceof FileContent content) {
            if (content.isSecret()) {
                conceal(content.path());
            }
            if (which.test(content.path())) {
                stamps.add(again(content));
            }
        } else if (value instanceof Fields fields) {
            for (int i = 0; i < fields.size(); i++) {
                collect(fields.value(i), which, stamps);
            }
        } else if (value instanceof ListValue items) {
            for (int i = 0; i < items.values().size(); i++) {
                collect(items.values().get(i), which, stamps);
            }
        }
    }

    private FileStamp again(FileContent content) {
        FileStamp now = again(content.path()).orElse(NOTHING);
        if (now.path().isEmpty() || !now.digest().equals(content.digest())) {
            throw new Failure.Conflict(
                    "the file " + content.path() + " is not as it was when the plan was made", "plan again");
        }
        return now;
    }

    /** Whether the file is as it was when it was stamped, this moment. */
    public boolean still(FileStamp stamp) {
        concealAs(stamp);
        return again(stamp.path())
                .map(now -> now.digest().equals(stamp.digest()))
                .orElse(false);
    }

    private Optional<FileStamp> again(String path) {
        FileStamp before = seen.get(path);
        FileStamp now = look(path, before == null || before.path().isEmpty() ? null : before, false);
        if (!now.equals(before)) {
            seen.put(path, now);
        }
        return there(now);
    }

    /** Has another thread look at all files of these records, so that whoever asks for one mostly need not wait. */
    public void lookAhead(Collection<TaskRecord> records, Executor executor) {
        executor.execute(() -> {
            try {
                for (TaskRecord record : records) {
                    for (FileStamp stamp : record.stamps()) {
                        stamp(stamp.path(), Optional.of(stamp));
                    }
                }
            } catch (RuntimeException e) {
                // whoever asks for this file will hear of it
            }
        });
    }

    /** A record with the stamps of today, if files were touched but not changed since; mostly the very same record. */
    public TaskRecord restamped(TaskRecord record) {
        List<FileStamp> stamps = record.stamps();
        for (int i = 0; i < stamps.size(); i++) {
            FileStamp then = stamps.get(i);
            FileStamp now = stamp(then.path(), Optional.of(then)).orElse(then);
            if (!now.equals(then) && now.digest().equals(then.digest())) {
                stamps = new ArrayList<>(stamps);
                stamps.set(i, now);
            }
        }
        return stamps.equals(record.stamps()) ? record : record.stamped(stamps);
    }

    /**
     * A file that this run has written just now. Nobody else writes it, so its time is good however fresh it is.
     *
     * @param fromSecret whether it was made from a secret this time, whatever it was made from before
     */
    public Optional<FileStamp> written(String path, boolean fromSecret) {
        if (fromSecret) {
            conceal(path);
        } else if (!secret.isEmpty()) {
            secret.remove(place(path));
        }
        FileStamp now = look(path, null, true);
        seen.put(path, now);
        return there(now);
    }

    private Path place(String path) {
        return root.resolve(path).normalize();
    }

    private void concealAs(FileStamp stamp) {
        if (stamp.isSecret()) {
            conceal(stamp.path());
        }
    }

    private FileStamp concealed(FileStamp found) {
        return secret.isEmpty() || found.path().isEmpty() || found.isSecret() || !secret.contains(place(found.path()))
                ? found
                : found.keyed(key.apply(found.digest()));
    }

    private Optional<FileStamp> there(FileStamp stamp) {
        return stamp.path().isEmpty() ? Optional.empty() : Optional.of(concealed(stamp));
    }

    private FileStamp look(String path, @Nullable FileStamp before, boolean ours) {
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        try {
            Path file = root.resolve(path);
            FileStatus status = FileStatus.of(file);
            if (status.isDirectory()) {
                throw new InvalidInputException(
                        "'" + path + "' is a directory",
                        "a file is wanted there",
                        "name the files in it, or make an archive of it");
            }
            long mtime = status.mtimeNanos();
            if (before != null
                    && before.mtimeNanos() == mtime
                    && before.size() == status.size()
                    && before.inode() == status.identity()) {
                return before;
            }
            Fingerprint digest = FileDigest.of(file, status.size());
            boolean tooFresh = now - mtime < TOO_FRESH_NANOS && !ours;
            return new FileStamp(path, tooFresh ? FileStamp.FRESH : mtime, status.size(), status.identity(), digest);
        } catch (NoSuchFileException e) {
            return NOTHING;
        } catch (IOException | InvalidPathException e) {
            throw new InvalidInputException(
                    "the file " + path + " cannot be read", String.valueOf(e), "make it a readable file");
        }
    }
}
