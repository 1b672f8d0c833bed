package dev.slipway.store;

import dev.slipway.model.Decoder.Garbled;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.store.CacheBackend.Unsound;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a result goes to a shelf and comes back: the order of steps and the checks are the same for every cache. */
final class CacheTransfer {
    /** Outputs up to this size travel inside the result and save a request. */
    private static final int INLINE = 1024;

    private final CacheBackend shelf;
    private final Fingerprint action;
    private final List<String> paths;

    CacheTransfer(CacheBackend shelf, Fingerprint action, List<String> files) {
        this.shelf = shelf;
        this.action = action;
        this.paths = files.stream().sorted().toList();
    }

    Optional<Fields> get(Path root) throws IOException {
        Optional<byte[]> found = shelf.result(action);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return get(ActionResult.parse(found.get()), root);
        } catch (Garbled e) {
            throw new Unsound("it gives out damaged results: " + e.getMessage(), e);
        }
    }

    /** Blobs first, the result last: whoever sees the result finds all that it names. False for what is not kept. */
    boolean put(Fields outputs, Path root) throws IOException {
        if (!ResultSignature.keepable(outputs)) {
            return false;
        }
        ConfinedDirectory ground = ConfinedDirectory.of(root);
        var files = new ArrayList<OutputFile>();
        for (String path : paths) {
            files.add(measure(path, ground));
        }
        byte[] sealed = ResultSignature.close(action, files, outputs);
        var sealedBlob = Optional.of(digest(sealed)).filter(blob -> blob.size() > INLINE);
        var stdout = ByteBuffer.wrap(sealedBlob.isPresent() ? new byte[0] : sealed);
        byte[] result = new ActionResult(files, 0, stdout, sealedBlob).toBytes();
        if (result.length > ActionResult.LARGEST
                || sealed.length > Math.min(ResultSignature.LARGEST, shelf.largest())
                || files.stream().anyMatch(file -> file.digest().size() > shelf.largest())) {
            return false;
        }
        for (OutputFile file : files) {
            keep(file.digest(), () -> open(file.path(), ground));
        }
        if (sealedBlob.isPresent()) {
            keep(sealedBlob.get(), () -> new ByteArrayInputStream(sealed));
        }
        shelf.keep(action, result);
        return true;
    }

    private Optional<Fields> get(ActionResult result, Path root) throws IOException {
        if (result.exitCode() != 0 || !pathsOf(result).equals(paths)) {
            return Optional.empty();
        }
        Optional<byte[]> sealed = sealed(result);
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        Fields outputs = ResultSignature.open(action, result.files(), sealed.get());
        if (result.files().isEmpty()) {
            return Optional.of(outputs);
        }
        try (var delivery = new StagedOutputs(root)) {
            for (OutputFile file : result.files()) {
                if (!fetch(file.digest(), delivery.receive(file), shelf.largest())) {
                    return Optional.empty();
                }
            }
            delivery.place();
        }
        return Optional.of(outputs);
    }

    private static List<String> pathsOf(ActionResult result) {
        return result.files().stream().map(OutputFile::path).toList();
    }

    private Optional<byte[]> sealed(ActionResult result) throws IOException {
        if (result.stdoutBlob().isEmpty()) {
            var raw = new byte[result.stdout().remaining()];
            result.stdout().duplicate().get(raw);
            return Optional.of(raw);
        }
        var bytes = new ByteArrayOutputStream();
        return fetch(result.stdoutBlob().get(), bytes, Math.min(ResultSignature.LARGEST, shelf.largest()))
                ? Optional.of(bytes.toByteArray())
                : Optional.empty();
    }

    /** The empty blob is everywhere; no shelf is asked for it, and none is given it. */
    private void keep(Digest blob, CacheBackend.Source bytes) throws IOException {
        if (blob.size() > 0) {
            shelf.keep(blob, bytes);
        }
    }

    private boolean fetch(Digest blob, OutputStream to, long largest) throws IOException {
        try (var arrival = new HashingInput(to, blob.size())) {
            if (blob.size() > largest || blob.size() > 0 && !shelf.fetch(blob, arrival)) {
                return false;
            }
            if (!arrival.digest().equals(blob)) {
                shelf.spoiled(blob);
                throw new Unsound("it gives out damaged blobs, " + blob.hash().brief() + " among them");
            }
            return true;
        }
    }

    private static OutputFile measure(String path, ConfinedDirectory ground) throws IOException {
        // made before anything is opened, because it refuses paths that lead elsewhere
        var unread = new OutputFile(path, new Digest(Fingerprint.ZERO, 0), false);
        boolean executable = Files.isExecutable(ground.file(unread.path()));
        try (InputStream in = open(path, ground)) {
            return new OutputFile(path, digest(in), executable);
        }
    }

    private static InputStream open(String path, ConfinedDirectory ground) throws IOException {
        return Files.newInputStream(ground.file(path), LinkOption.NOFOLLOW_LINKS);
    }

    private static Digest digest(byte[] bytes) throws IOException {
        return digest(new ByteArrayInputStream(bytes));
    }

    private static Digest digest(InputStream in) throws IOException {
        try (var arrival = new HashingInput(OutputStream.nullOutputStream(), Long.MAX_VALUE)) {
            in.transferTo(arrival);
            return arrival.digest();
        }
    }
}
