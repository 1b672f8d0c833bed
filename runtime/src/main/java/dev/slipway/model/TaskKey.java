package dev.slipway.model;

import org.jspecify.annotations.Nullable;

/**
 * The stable, user-visible name of a task, such as {@code proxmox.vm/cp-1}.
 *
 * <p>Plans, journals and records know a task by its key alone, so renaming one is a move and never an accident.
 */
public record TaskKey(String kind, String name) implements Comparable<TaskKey> {
    private static final int LONGEST = 256;

    public TaskKey {
        kind = FormerKinds.today(kind);
        if (!isKind(kind)) {
            throw new IllegalArgumentException("task kind '" + kind + "' must look like proxmox.vm");
        }
        if (!isName(name)) {
            throw new IllegalArgumentException("task name '" + name + "' must be 1 to 256 printable characters");
        }
    }

    /** Reads {@code kind/name}; the name may itself hold slashes. */
    public static TaskKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("'" + text + "' is not a task key; write kind/name");
        }
        return new TaskKey(text.substring(0, slash), text.substring(slash + 1));
    }

    /** A key, or a pattern of keys, with the name that its kind has today. */
    public static String today(String text) {
        return FormerKinds.today(text);
    }

    /** Words of letters and digits, joined by dots or dashes. By hand: loading a graph checks every key of it. */
    private static boolean isKind(String kind) {
        boolean wordStarts = true;
        for (int i = 0; i < kind.length(); i++) {
            char c = kind.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (i > 0 && c >= 'A' && c <= 'Z');
            boolean digit = i > 0 && c >= '0' && c <= '9';
            boolean joint = !wordStarts && (c == '.' || c == '-');
            if (!letter && !digit && !joint) {
                return false;
            }
            wordStarts = joint;
        }
        return !wordStarts && kind.length() <= LONGEST;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return false;
            }
        }
        return !name.isBlank() && name.length() <= LONGEST && !LoneSurrogates.in(name);
    }

    /** By hand, like {@link #hashCode}: what a record gets for nothing costs a no-op run milliseconds of linking. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskKey that && name.equals(that.name) && kind.equals(that.kind);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + name.hashCode();
    }

    @Override
    public int compareTo(TaskKey other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
