package dev.slipway.vault;

import dev.slipway.model.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is inside of a vault: who can open it, and the secrets by name. Written as lines, so that somebody with the age
 * tool alone can read and mend it. Who can open it stands inside, since outside anybody could add himself.
 */
record Content(List<Recipient> recipients, SortedMap<String, String> secrets) {
    private static final String FIRST = "slipway vault 1";
    private static final String RECIPIENT = "recipient";
    private static final String SECRET = "secret";

    Content {
        recipients = List.copyOf(recipients);
        secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    }

    Content recipients(List<Recipient> changed) {
        return new Content(changed, secrets);
    }

    Content with(String name, String value) {
        var changed = new TreeMap<>(secrets);
        changed.put(name, value);
        return new Content(recipients, changed);
    }

    Content without(String name) {
        var changed = new TreeMap<>(secrets);
        changed.remove(name);
        return new Content(recipients, changed);
    }

    String text() {
        var lines = new ArrayList<String>();
        lines.add(FIRST);
        recipients.forEach(one -> lines.add((RECIPIENT + " " + one.key() + " " + one.label()).strip()));
        secrets.forEach((name, value) -> lines.add(SECRET + " " + name + " " + escaped(value)));
        return String.join("\n", lines) + "\n";
    }

    static Content parse(String text) {
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(FIRST)) {
            throw lines[0].startsWith("slipway vault ")
                    ? new IllegalArgumentException("it was written by a newer Slipway; use that")
                    : new IllegalArgumentException("it begins with another line than '" + FIRST + "'");
        }
        var recipients = new ArrayList<Recipient>();
        var secrets = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            String[] words = lines[i].split(" ", 3);
            if (words[0].equals(RECIPIENT) && words.length > 1) {
                recipients.add(new Recipient(words[1], words.length > 2 ? words[2] : ""));
            } else if (words[0].equals(SECRET) && words.length == 3) {
                secrets.put(words[1], plain(words[2]));
            } else if (!lines[i].isBlank()) {
                throw new IllegalArgumentException("line " + (i + 1) + " says neither a recipient nor a secret");
            }
        }
        return new Content(recipients, secrets);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String plain(String escaped) {
        var text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\' || i + 1 == escaped.length()) {
                text.append(c);
                continue;
            }
            char next = escaped.charAt(++i);
            text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
        }
        return text.toString();
    }

    /** A name that fits on a line, in a shell and in a script. */
    static String checkedName(String name) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
            throw new InvalidInputException(
                    "that is no name for a secret",
                    "a name has letters, digits, '_', '-' and '.', and no value behind it",
                    "choose one such as PVE_TOKEN; the value is read from the input");
        }
        return name;
    }

    @Override
    public String toString() {
        return secrets.size() + " secrets for " + recipients.size() + " recipients";
    }
}
