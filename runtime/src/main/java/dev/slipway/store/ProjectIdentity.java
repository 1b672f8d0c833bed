package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Identifies a project directory: by its real path, and by an id that is created with its {@code .slipway}. A copy has
 * another path; another project at the same path, as in a container of a build server, has another id.
 */
public final class ProjectIdentity {
    private static final String BESIDE = ".slipway";
    private static final String FILE = ".project";
    private static final String FORM = "[0-9a-f-]{36}";

    private ProjectIdentity() {}

    /** The identity of a directory, or nothing where none was recorded yet. Writes nothing. */
    public static Optional<Fingerprint> find(Path root) {
        try {
            String id = Files.readString(file(root)).strip();
            return id.matches(FORM)
                    ? Optional.of(Hasher.of(Fields.of("path", root.toRealPath().toString(), "id", id)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // without an identity nothing is cached, and no more than that
        }
    }

    /** The same, recorded where it was not; nothing where that is not possible. */
    public static Optional<Fingerprint> require(Path root) {
        Path file = file(root);
        if (Files.notExists(file)) {
            try {
                if (Files.notExists(root.resolve(BESIDE))) {
                    OwnerOnlyFiles.makeDirectory(root.resolve(BESIDE));
                }
                Files.writeString(file, UUID.randomUUID() + "\n", StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                return find(root); // another run was faster
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return find(root);
    }

    private static Path file(Path root) {
        return root.resolve(BESIDE).resolve(FILE);
    }
}
