package dev.slipway.dsl

import java.nio.file.Path

/** What a task has at hand while it runs. */
@SlipwayDsl
public interface Run {
    /** The directory of the script, where relative paths start: `say("below $directory")`. */
    public val directory: Path

    /** The declared files that it needs, as they were written or found: `say("${files.size} files")`. */
    public val files: List<String>

    /** A declared value that it needs: `input("address")`. Of a secret, the secret itself: keep it to yourself. */
    public fun input(name: String): String

    /** A file by its path relative to the script: `path("out/index.txt").toFile().writeText("...")`. */
    public fun path(name: String): Path

    /** Prints a line of progress: `say("copied 3 files")`. */
    public fun say(message: String)

    /** Leaves a value behind for others, who refer to it by its name: `output("version", "1.4.2")`. */
    public fun output(name: String, value: String)

    /** Runs a program, and gives back what it printed; one that fails ends the task: `command("git", "rev-parse", "HEAD")`. */
    public fun command(vararg words: String): String

    /**
     * Runs a program with variables added to its environment, which is where secrets belong: the words of a command can be
     * read by every user of the machine: `command("deploy", environment = mapOf("TOKEN" to input("token")))`.
     */
    public fun command(vararg words: String, environment: Map<String, String>): String
}
