package dev.slipway.rehearse;

import dev.slipway.lab.Layout;
import dev.slipway.store.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The secrets of a rehearsal. Wherever a real one would come from, it is not asked for there.
 *
 * @param first whether this is asked first of those that stand in for the places of secrets
 */
record LabSecrets(Layout layout, Path key, boolean first) implements SecretSource {
    private static final String WHERE = Layout.FILE;

    @Override
    public Answer ask(String name) {
        String value = layout.secrets().get(name);
        if (value != null) {
            return new Here(value, WHERE);
        } else if (!layout.keys().contains(name)) {
            return first
                    ? new Nowhere(WHERE + " has none of that name", "add a line to it: secret " + name + " VALUE")
                    : new Nowhere("a rehearsal is never told the real one", "for an SSH key: key " + name);
        }
        try {
            return new Here(Files.readString(key), WHERE);
        } catch (IOException e) {
            return new Nowhere("the key of the lab cannot be read: " + e, "start the lab anew, and it makes another");
        }
    }
}
