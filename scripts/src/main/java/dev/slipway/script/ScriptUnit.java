package dev.slipway.script;

import dev.slipway.model.Fingerprint;
import java.nio.file.Path;
import java.util.List;

/**
 * One file of a compiled script: the script itself, or something that it imports.
 *
 * @param className the class that runs its statements when an instance is made
 * @param digest of its text when it was compiled
 * @param imports numbers of the units that it imports, whose instances its constructor takes
 */
public record ScriptUnit(String className, Path file, Fingerprint digest, List<Integer> imports) {
    public ScriptUnit {
        imports = List.copyOf(imports);
    }

    /** Whether a class is this unit or something in it. */
    public boolean owns(String name) {
        return name.startsWith(className)
                && (name.length() == className.length() || name.charAt(className.length()) == '$');
    }

    Path directory() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }
}
