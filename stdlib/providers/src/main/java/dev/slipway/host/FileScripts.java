package dev.slipway.host;

import dev.slipway.model.Hasher;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.ssh.Remote;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** How files of a host are read and written: by its own programs, which every host has and every user may become. */
final class FileScripts {
    /** Mode, owner and digest of what a path leads to. */
    static final String READ = "if [ -f \"$1\" ]; then stat -L -c '%a %U:%G %u:%g' -- \"$1\"; "
            + "sha256sum <\"$1\" || echo closed; elif [ -e \"$1\" ]; then echo other; else echo absent; fi";

    /**
     * The input is a line with the digest of the content and that of what is to be replaced, or a dash, and then the content,
     * which takes its place when it is there to the last byte, and not otherwise. Digests are no arguments, which every user of
     * the host can read: a short secret can be guessed from them. Arguments: the path, mode, owner, and a tag for the draft.
     * Each attempt has a draft of its own: when the connection broke, the one before may still be clearing up.
     */
    private static final String WRITE =
            "read -r w o || exit 75; d=${1%/*}; if [ -n \"$d\" ]; then mkdir -p -- \"$d\" || exit 73; fi; "
                    + "t=\"$d/.${1##*/}.$4\"; rm -f -- \"$t\".*.part; t=\"$t.$$.part\"; umask 077; "
                    + "cat >\"$t\" || { rm -f -- \"$t\"; exit 74; }; "
                    + "h=$(sha256sum <\"$t\" | cut -c1-64); "
                    + "if [ \"$h\" != \"$w\" ]; then rm -f -- \"$t\"; echo 'the content was cut short' >&2; exit 75; fi; "
                    + "if [ \"$o\" != - ]; then b=$(sha256sum <\"$1\" | cut -c1-64); "
                    + "if [ \"$b\" != \"$o\" ]; then rm -f -- \"$t\"; exit 76; fi; fi; "
                    + "chmod \"$2\" \"$t\" && { [ -z \"$3\" ] || chown \"$3\" \"$t\"; } && "
                    + "{ sync \"$t\" 2>/dev/null; mv -f -- \"$t\" \"$1\"; } || { rm -f -- \"$t\"; exit 73; }; " + READ;

    private static final int CHANGED = 76;

    private FileScripts() {}

    /** Puts content in a place, whole or not at all, and says what is there then. */
    static String write(Remote remote, String path, byte[] content, String mode, String owner, CallContext ticket) {
        return write(remote, path, content, mode, owner, "", ticket);
    }

    /** The same, unless somebody changed what is to be replaced. */
    static String write(
            Remote remote, String path, byte[] content, String mode, String owner, String before, CallContext ticket) {
        byte[] digests =
                (Hasher.of(content) + " " + (before.isEmpty() ? "-" : before) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] input = Arrays.copyOf(digests, digests.length + content.length);
        System.arraycopy(content, 0, input, digests.length, content.length);
        Remote.End end = remote.change(WRITE, List.of(path, mode, owner, tag(ticket)), input);
        if (end.status() == CHANGED) {
            throw new Failure.Conflict(path + " changed in the meantime", "plan again");
        } else if (!end.isGood()) {
            throw new Failure.Rejected(
                    path + " could not be written: " + Hosts.said(end), "see to the disk or the rights, and run again");
        }
        return end.stdout();
    }

    private static String tag(CallContext ticket) {
        return Hasher.of(ticket.idempotencyKey().getBytes(StandardCharsets.UTF_8))
                .brief();
    }

    static String mode(String octal) {
        return octal.length() < 4 ? "0".repeat(4 - octal.length()) + octal : octal;
    }
}
