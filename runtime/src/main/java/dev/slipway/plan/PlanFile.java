package dev.slipway.plan;

import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A plan on disk, to be looked at by others and applied later. It is written whole or not at all. */
public final class PlanFile {
    private static final long LARGEST = 1L << 30;

    private PlanFile() {}

    public static void save(Plan plan, Path file) {
        byte[] bytes = PlanCodec.encode(plan);
        try {
            Path directory = file.toAbsolutePath().normalize().getParent();
            Path unfinished = directory == null
                    ? Files.createTempFile("plan", ".part")
                    : Files.createTempFile(directory, "plan", ".part");
            try {
                Files.write(unfinished, bytes);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the plan cannot be written to " + file, String.valueOf(e), "name a file in a writable directory");
        }
    }

    public static Plan load(Path file) {
        return PlanCodec.decode(file.toString(), bytes(file));
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InvalidInputException(
                        file + " is not a plan of Slipway",
                        "it is larger than any plan: " + Files.size(file) + " bytes",
                        "name a file that plan --out wrote");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the plan " + file + " cannot be read", String.valueOf(e), "name a readable file");
        }
    }
}
