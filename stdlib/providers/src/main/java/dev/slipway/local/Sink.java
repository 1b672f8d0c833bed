package dev.slipway.local;

import dev.slipway.provide.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/** Takes the body of an answer. */
interface Sink {
    /** Nothing of it. */
    Sink NOTHING = (status, part) -> false;

    /** Takes the next part; false when the rest is of no interest. */
    boolean take(int status, ByteBuffer part);

    /** Into a file of at most so many bytes, if the answer is a success. */
    static Sink to(WritableByteChannel file, long most) {
        var written = new AtomicLong();
        return (status, part) -> {
            if (status != 200) {
                return false;
            } else if (written.addAndGet(part.remaining()) > most) {
                throw new Failure.Rejected(
                        "the answer is longer than the " + most + " bytes that the disk has left for it",
                        "make room, or correct the address");
            }
            try {
                while (part.hasRemaining()) {
                    file.write(part);
                }
            } catch (IOException e) {
                throw new Failure.Rejected("cannot write the answer: " + e.getMessage(), "check the disk", e);
            }
            return true;
        };
    }

    /** The beginning of it, whatever the status. */
    final class Beginning implements Sink {
        private final int most;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Beginning(int most) {
            this.most = most;
        }

        @Override
        public synchronized boolean take(int status, ByteBuffer part) {
            var taken = new byte[Math.min(part.remaining(), most - bytes.size())];
            part.get(taken);
            bytes.writeBytes(taken);
            return bytes.size() < most;
        }

        synchronized boolean isFull() {
            return bytes.size() == most;
        }

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
