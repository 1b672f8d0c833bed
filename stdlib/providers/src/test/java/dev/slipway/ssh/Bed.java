package dev.slipway.ssh;

import dev.slipway.dial.Dialer;
import dev.slipway.model.Fields;
import java.nio.file.Path;

/** Two machines to try things on, of which the second is reached directly or through the first. */
public interface Bed extends AutoCloseable {
    Dialer dialer();

    /** How the first machine is reached, with a good key. */
    Fields bastion();

    /** How the second machine is reached. */
    Fields target();

    /** The second machine begins to show another host key. */
    void changeHostKey() throws Exception;

    /** The next connection to the second machine breaks when so many bytes were sent over it. */
    void cutAfter(int bytes) throws Exception;

    /** The second machine says nothing more, on open connections either. */
    void silence() throws Exception;

    /** A directory of the second machine where everything may be written. */
    String directory();

    /** Where the keys of the tests lie. */
    Path keys();

    @Override
    void close() throws Exception;
}
