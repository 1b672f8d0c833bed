package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What a host is brought into, such as a running service, and what is nobody's: to bring it about where it is there already
 * does nothing. So nothing is looked for before it is first done; what it needs may not even be installed by then.
 */
final class StateResource {
    private StateResource() {}

    static CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, Supplier<Optional<ObservedObject>> look) {
        return subject.isNew() ? CompletableFuture.completedFuture(Optional.empty()) : Blocking.stage(look::get);
    }
}
