package dev.slipway.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Somebody at the keyboard. */
final class Keyboard {
    private Keyboard() {}

    /** Whether somebody types. Java does not tell when only the input is a terminal. */
    static boolean isThere() {
        try {
            return new ProcessBuilder("test", "-t", "0")
                            .redirectInput(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
