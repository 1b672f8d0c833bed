package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What work on this machine can see although its declaration does not name it: the program that is found under its name,
 * the environment, the platform, the locale. It is part of the key of each cached result. The project is part of it, too,
 * as long as a result is for one project only.
 */
record UndeclaredInputs(ScriptDirectory place) {
    /** The key for a program and the words it is called with. */
    Fingerprint key(Fingerprint wanted, String program, Fields inputs) {
        String path =
                inputs.get("environment") instanceof Fields declared && declared.get("PATH") instanceof StringValue own
                        ? own.text()
                        : System.getenv().getOrDefault("PATH", "");
        return key(wanted, identified(program, path, place.at(inputs.text("directory"))));
    }

    /** The key for code of the script, which runs in this process. */
    Fingerprint key(Fingerprint wanted) {
        return key(wanted, "");
    }

    private Fingerprint key(Fingerprint wanted, String program) {
        var environment = new TreeMap<String, Value>();
        Program.inherited().forEach((name, value) -> environment.put(name, new StringValue(value)));
        return Hasher.of(new Fields(Map.of(
                "inputs", new StringValue(wanted.toString()),
                "program", new StringValue(program),
                "environment", new Fields(environment),
                "platform", new StringValue(platform()))));
    }

    /** The machine, its locale, and the Java that runs what a script says in Kotlin. */
    private static String platform() {
        return String.join(
                " ",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                Locale.getDefault().toLanguageTag(),
                TimeZone.getDefault().getID(),
                Charset.defaultCharset().name());
    }

    /** The file that a name stands for, and a digest of what is in it; the name itself where there is no such file. */
    private static String identified(String program, String path, Path directory) {
        Path file = program.contains("/")
                ? directory.resolve(program)
                : onPath(program, path).orElse(Path.of(program));
        return Files.isRegularFile(file) ? real(file) + " " + digest(file) : program;
    }

    /** The file that is run under a name. */
    static Optional<Path> onPath(String program, String path) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .filter(at -> !at.isEmpty())
                .map(at -> Path.of(at, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static String digest(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var in = Files.newInputStream(file)) {
                var buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return "unreadable"; // the program may be run by those who must not read it
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
