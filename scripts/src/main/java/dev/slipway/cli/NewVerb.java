package dev.slipway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/** Begins a script that runs. */
final class NewVerb implements Verb {
    private static final String USUAL = "cluster.main.kts";

    @Override
    public VerbSpec usage() {
        return VerbSpec.of("new", "Creates a script that runs; never overwrites a file.", List.of())
                .taking("[FILE]", 0, 1);
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        Path file =
                Path.of(typed.operands().isEmpty() ? USUAL : typed.operands().get(0));
        Path target = Files.isDirectory(file) ? file.resolve(USUAL) : file;
        if (!target.toString().endsWith(".main.kts")) {
            throw ExitException.usage(
                    target + " is no name for a script", "it must end in .main.kts", "name it " + named(target));
        }
        try (InputStream template = NewVerb.class.getResourceAsStream("new.main.kts")) {
            Files.write(target, Objects.requireNonNull(template).readAllBytes(), StandardOpenOption.CREATE_NEW);
            if (Files.getFileStore(target).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (FileAlreadyExistsException e) {
            throw ExitException.usage(target + " is there already", "nothing is written over", "choose another name");
        } catch (NoSuchFileException e) {
            throw ExitException.usage(
                    target + " cannot be written", "there is no directory " + target.getParent(), "make it first");
        } catch (IOException e) {
            throw ExitException.usage(
                    target + " cannot be written", String.valueOf(e), "choose a directory that is writable");
        }
        host.console().say("Wrote " + target + ". Next: slipway " + typed(target.toString()) + " plan");
        return Exit.DONE;
    }

    /** As a shell takes it. */
    private static String typed(String path) {
        return path.matches("[\\p{L}\\p{N}_./+@:-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    private static String named(Path target) {
        String name = target.toString();
        int dot = name.lastIndexOf('.');
        return (dot > name.lastIndexOf('/') ? name.substring(0, dot) : name) + ".main.kts";
    }
}
