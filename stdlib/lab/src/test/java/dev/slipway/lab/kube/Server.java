package dev.slipway.lab.kube;

import java.util.Optional;

/** A server that a contract is held against: the lab's, or a real one. */
interface Server extends AutoCloseable {
    /** What a server answered. */
    record Reply(int status, String body, String warnings) {}

    Reply ask(String method, String path, Optional<String> token, String type, String body);

    /** Gives the server's controllers time to act. */
    void settle();

    @Override
    void close();
}
