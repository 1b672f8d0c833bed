package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Subject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What a host is brought into, such as a running service, and what is nobody's: to bring it about where it is there already
 * does nothing. So nothing is looked for before it is first done; what it needs may not even be installed by then.
 */
final class States {
    private States() {}

    static CompletionStage<Optional<Seen>> read(Subject subject, Supplier<Optional<Seen>> look) {
        return subject.isNew() ? CompletableFuture.completedFuture(Optional.empty()) : Blocking.stage(look::get);
    }
}
