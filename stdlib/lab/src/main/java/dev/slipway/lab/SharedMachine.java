package dev.slipway.lab;

import java.util.Map;

/** A machine on which several systems of the lab stand, such as an API and an SSH server: what they have in common. */
public interface SharedMachine {
    /** Whether its network lets a new connection in to this port. One that is open already stays open. */
    boolean admits(int port);

    /** The files of configuration that its systems share, by path. */
    Map<String, String> files();

    /** Somebody wrote such a file; nothing of it is there any more when the text is empty. */
    void write(String path, String text);

    /** Loads the network as it is written down; not while it is being loaded already. */
    boolean loadNetwork();
}
