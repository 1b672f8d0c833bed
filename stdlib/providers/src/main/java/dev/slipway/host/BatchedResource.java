package dev.slipway.host;

import dev.slipway.provide.CallContext;
import dev.slipway.provide.Listing;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Objects of which a host shows many at once. */
interface BatchedResource extends Resource {
    BatchedRead glance();

    @Override
    default Optional<Listing> listing(ObjectRef subject) {
        return Optional.of(BatchedRead.listing(subject));
    }

    @Override
    default CompletionStage<Map<String, Token>> list(Listing listing, List<ObjectRef> subjects, CallContext ticket) {
        return glance().at(subjects, ticket);
    }
}
