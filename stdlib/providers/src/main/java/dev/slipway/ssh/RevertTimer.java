package dev.slipway.ssh;

import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Timers on hosts that put files of configuration back unless they are stopped. A host is reached over a connection of its
 * own each time: one that is open already proves nothing.
 */
public final class RevertTimer {
    /** How long a host waits to be reached again. */
    public static final long SECONDS = 90;

    private static final int NO_SYSTEMD = 69;

    /**
     * Arguments: the timer, its seconds, whether files whose change is not in force yet are put back too ({@code all} or
     * {@code own}), what puts them back, and of each file a tag and its path. A timer that is still set is replaced by one of
     * another name, which is there before the old one is stopped; of a file that is kept already, the copy stays. Whether
     * systemd runs the host is asked as sd_booted(3) does.
     */
    static final String ARM = """
            [ -d /run/systemd/system ] && command -v systemd-run >/dev/null || exit 69
            set -e
            umask 077
            d="/run/$1"
            n="$1"
            a="$3"
            s="$2"
            r="$4"
            old=
            mkdir -p "$d"
            rm -f "$d.confirmed"
            : >>"$d/files"
            if [ -e "$d/armed" ]; then
              read -r old <"$d/unit"
              if [ "$old" = "$n" ]; then n="$n-again"; fi
            fi
            shift; shift; shift; shift
            while [ $# -gt 0 ]; do
              if [ ! -e "$d/kept.$1" ]; then
                if [ -e "$2" ] || [ -L "$2" ]; then cp -a -- "$2" "$d/before.$1"; fi
                printf '%s\\n' "$2" >"$d/kept.$1"
              fi
              printf '%s %s\\n' "$1" "$2" >>"$d/files"
              shift; shift
            done
            if [ "$a" = all ] && [ -e "$d/unproven" ]; then cat "$d/unproven" >>"$d/files"; fi
            printf '%s\\n' "$r" >"$d/revert"
            if [ -z "$old" ]; then : >"$d/armed"; fi
            systemd-run --quiet --collect --unit="$n" --on-active="${s}s" /bin/sh "$d/revert" || {
              if [ -z "$old" ]; then rm -rf "$d"; fi
              exit 1
            }
            printf '%s\\n' "$n" >"$d/unit"
            if [ -n "$old" ]; then systemctl stop "$old.timer" || true; fi
            if [ ! -e "$d/armed" ]; then exit 3; fi
            while read -r t p; do printf '%s\\n' "$p"; done <"$d/files"
            """;

    /** What is kept in pmxcfs takes no owner; without its quorum it takes nothing, and only a firewall can be opened. */
    static final String REVERT = """
            d="/run/%s"
            rm "$d/armed" || exit 0
            while read -r t p; do
              if [ -e "$d/kept.$t" ]; then
                case $p in
                  /etc/pve/*)
                    if [ -e "$d/before.$t" ]; then cat "$d/before.$t" >"$p" || pve-firewall stop; else rm -f -- "$p"; fi ;;
                  *)
                    rm -f -- "$p.slipway-back"
                    if [ -e "$d/before.$t" ] || [ -L "$d/before.$t" ]; then
                      cp -a -- "$d/before.$t" "$p.slipway-back" && mv -f -- "$p.slipway-back" "$p"
                    else
                      rm -f -- "$p"
                    fi ;;
                esac
                rm -rf "$d/kept.$t" "$d/before.$t"
              fi
            done <"$d/files"
            rm -f "$d/files" "$d/unit"
            %s""";

    /** Arguments: the timer, and {@code keep} where the files are not in force yet: their copies stay for the next timer. */
    static final String CONFIRM = """
            d="/run/$1"
            if [ -e "$d.confirmed" ]; then exit 0; fi
            rm "$d/armed" || exit 3
            : >"$d.confirmed"
            systemctl stop "$1.timer" 2>/dev/null
            systemctl stop "$1-again.timer" 2>/dev/null
            if [ "$2" = keep ]; then
              cat "$d/files" >>"$d/unproven"
            elif [ "$2" = own ]; then
              while read -r t p; do rm -rf "$d/kept.$t" "$d/before.$t"; done <"$d/files"
            else
              rm -rf "$d"
            fi
            rm -f "$d/files" "$d/unit" "$d/revert"
            exit 0
            """;

    private final Supplier<Connections> connections;

    /** @param connections makes a set of connections of which none is open yet */
    public RevertTimer(Supplier<Connections> connections) {
        this.connections = connections;
    }

    /** How far a confirmed change is proven. */
    public enum Reach {
        /** All of it is in force. */
        ALL("all"),
        /** These files are in force, and others of the same timer may not be. */
        OWN("own"),
        /** The files are in force only when a service reads them again: until then a timer puts them back, too. */
        KEEP("keep");

        private final String word;

        Reach(String word) {
            this.word = word;
        }
    }

    /**
     * What is put back.
     *
     * @param timer the unit of systemd, without its suffix
     * @param paths the files; with none, those whose change is not in force yet are put back
     * @param afterwards the commands that put them in force again
     */
    public record Revert(String timer, List<String> paths, String afterwards, Reach reach) {}

    /**
     * Keeps the files as they are now, and sets the timer anew. Says which files it would put back, or nothing where the host
     * has no systemd.
     */
    public Optional<List<String>> arm(Fields host, Revert what, CallContext ticket) {
        var arguments = new ArrayList<>(List.of(
                what.timer,
                Long.toString(SECONDS),
                what.paths.isEmpty() ? "all" : "own",
                REVERT.formatted(what.timer, what.afterwards)));
        what.paths.forEach(path -> {
            arguments.add(Hasher.of(path.getBytes(StandardCharsets.UTF_8)).brief());
            arguments.add(path);
        });
        Remote.End end = run(host, ticket, ARM, arguments);
        if (end.status() == NO_SYSTEMD) {
            return Optional.empty();
        } else if (!end.isGood()) {
            throw new Failure.Rejected(
                    host.text("name") + " cannot set the timer that would undo this: "
                            + end.stderr().strip(),
                    "see that systemd-run works there for the user who logs in, with sudo = true unless it is root");
        }
        return Optional.of(end.stdout().lines().distinct().toList());
    }

    /** Stops the timer; says whether it had not run yet, and nothing where the host could not be asked. */
    public Optional<Boolean> confirm(Fields host, Revert what, CallContext ticket) {
        try {
            return Optional.of(run(host, ticket, CONFIRM, List.of(what.timer, what.reach.word))
                    .isGood());
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    /** Whether a new connection comes in. */
    public boolean reaches(Fields host, CallContext ticket) {
        try {
            return run(host, ticket, "true", List.of()).isGood();
        } catch (Failure e) {
            return false;
        }
    }

    private Remote.End run(Fields host, CallContext ticket, String script, List<String> arguments) {
        try (Connections own = connections.get()) {
            return own.on(host, ticket).look(script, arguments);
        }
    }
}
