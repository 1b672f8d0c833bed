package dev.slipway.local;

import dev.slipway.provide.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Work with local files as a stage. Providers are called on threads that may block, so it is simply done. */
public final class Blocking {
    private Blocking() {}

    public interface Work<T> {
        T get() throws IOException;
    }

    public static <T> CompletionStage<T> stage(Work<T> work) {
        try {
            return CompletableFuture.completedFuture(work.get());
        } catch (IOException e) {
            return CompletableFuture.failedFuture(failure(e));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    public interface Deed {
        void run() throws IOException;
    }

    public static CompletionStage<Void> done(Deed deed) {
        return stage(() -> {
                    deed.run();
                    return true;
                })
                .thenAccept(done -> {});
    }

    /** A local disk answers at once: what it refuses, it would refuse again, and what failed has not happened. */
    private static Failure failure(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return new Failure.Rejected(denied.getFile() + " is not ours to touch", "grant access to it", e);
        }
        String what = e instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason()
                : String.valueOf(e);
        return new Failure.Rejected(what, "see to the file or the disk, and run again", e);
    }
}
