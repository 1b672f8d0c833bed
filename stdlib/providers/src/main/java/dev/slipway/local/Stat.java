package dev.slipway.local;

import dev.slipway.provide.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What tells without reading a file that nobody has touched it. */
final class Stat {
    /** File systems tick in milliseconds: a change within the tick of the last one leaves no trace. */
    private static final long TOO_FRESH_MILLIS = 50;

    private Stat() {}

    /** How a file is looked at. */
    interface Look {
        Optional<Token> at(Path file) throws IOException;
    }

    /** A token of the file, or empty for one that is gone or so fresh that its times prove nothing. */
    static Optional<Token> token(Path file) throws IOException {
        return token(file, false);
    }

    /** The same of a file that was written here just now: nobody else writes it, so its time is good however fresh it is. */
    static Optional<Token> ours(Path file) throws IOException {
        return token(file, true);
    }

    private static Optional<Token> token(Path file, boolean ours) throws IOException {
        Map<String, Object> seen;
        try {
            seen = Files.readAttributes(file, "unix:lastModifiedTime,ctime,size,ino,mode");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
        var changed = (FileTime) seen.getOrDefault("ctime", FileTime.fromMillis(0));
        boolean fresh = System.currentTimeMillis() - changed.toMillis() < TOO_FRESH_MILLIS;
        return fresh && !ours
                ? Optional.empty()
                : Optional.of(new Token(seen.get("ino") + " " + seen.get("size") + " " + seen.get("mode") + " "
                        + seen.get("lastModifiedTime") + " " + changed.to(TimeUnit.NANOSECONDS)));
    }
}
