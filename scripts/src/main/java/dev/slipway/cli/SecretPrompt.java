package dev.slipway.cli;

import dev.slipway.store.SecretSources;
import java.io.IOException;
import java.io.StringWriter;

/** A value from the input that is shown to nobody: from a pipe as it is, from a person without echo. */
record SecretPrompt(Console console) {
    private static final int LARGEST = 1 << 20;

    String value(String name) {
        java.io.Console terminal = console.asks() ? System.console() : null;
        if (terminal != null) {
            console.flush();
            char[] typed = terminal.readPassword("The value of %s, which is not shown: ", name);
            return typed == null ? "" : new String(typed);
        }
        if (Keyboard.isThere()) {
            throw ExitException.usage(
                    "the value of " + name + " would be seen while it is typed",
                    "the input is a terminal, and the output is none",
                    "give the value through a pipe, or leave the output on the terminal");
        }
        return piped(name);
    }

    private String piped(String name) {
        var text = new StringWriter();
        try {
            for (int c = console.in().read(); c >= 0; c = console.in().read()) {
                text.write(c);
                if (text.getBuffer().length() > LARGEST) {
                    throw ExitException.usage(
                            "the value of " + name + " is too large",
                            "a secret has at most 1 MiB",
                            "keep it elsewhere");
                }
            }
        } catch (IOException e) {
            throw ExitException.usage(
                    "the value of " + name + " cannot be read", String.valueOf(e), "give it on the input");
        }
        return SecretSources.withoutLineEnd(text.toString());
    }
}
