package dev.slipway.ide;

import java.nio.file.Path;

/** A jar of ours with its sources. */
record Artifact(String name, String version, Path jar, Path sources) {}
