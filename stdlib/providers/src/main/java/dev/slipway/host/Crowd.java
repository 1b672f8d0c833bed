package dev.slipway.host;

import dev.slipway.provide.Listing;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import dev.slipway.provide.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Objects of which a host shows many at once. */
interface Crowd extends Resource {
    Glance glance();

    @Override
    default Optional<Listing> listing(Subject subject) {
        return Optional.of(Glance.listing(subject));
    }

    @Override
    default CompletionStage<Map<String, Token>> list(Listing listing, List<Subject> subjects, Ticket ticket) {
        return glance().at(subjects, ticket);
    }
}
