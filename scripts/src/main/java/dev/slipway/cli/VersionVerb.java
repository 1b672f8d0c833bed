package dev.slipway.cli;

import java.util.List;

/** Says which Slipway this is. */
final class VersionVerb implements Verb {
    @Override
    public VerbSpec usage() {
        return VerbSpec.of("version", "Prints the Slipway, Kotlin and Java versions.", List.of());
    }

    private static String version() {
        String known = VersionVerb.class.getPackage().getImplementationVersion();
        return known == null ? "(development)" : known;
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        host.console()
                .say("slipway " + version() + ", Kotlin " + kotlin.KotlinVersion.CURRENT + ", Java "
                        + Runtime.version());
        return Exit.DONE;
    }
}
