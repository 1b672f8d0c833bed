package dev.slipway.lab;

import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the lab has for the rehearsals of a directory, as a file there says: systems, the secrets that stand in for the
 * real ones, and the pace.
 *
 * @param keys the secrets whose value is the key that every host of the lab lets in
 */
public record Layout(Optional<String> pace, List<Wanted> wanted, Map<String, String> secrets, Set<String> keys) {
    /** The name of the file beside the script. */
    public static final String FILE = "slipway.lab";

    /** Of a lab that has what was placed by hand. */
    public static final Layout EMPTY = new Layout(Optional.empty(), List.of(), Map.of(), Set.of());

    /** A system, and the line of the file that wants it. */
    public record Wanted(Placement placement, int line) {}

    public Layout {
        wanted = List.copyOf(wanted);
        secrets = Map.copyOf(secrets);
        keys = Set.copyOf(keys);
    }

    /** What the file of a directory says; empty when there is none, refused with all that is wrong with it. */
    public static Optional<Layout> in(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            return Optional.of(new LayoutReader().read(Files.readAllLines(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be read", String.valueOf(e), "make it a text file in UTF-8");
        }
    }
}
