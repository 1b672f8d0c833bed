package dev.slipway.kube;

import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.util.Optional;

/** Kinds that a CRD has just defined: the API server serves them a moment after it is established. */
final class Served {
    private static final int LOOKS = 40;
    private static final long PAUSE = 250;

    private Served() {}

    static ApiResource patiently(ApiServer server, ObjectName object, CallContext ticket) {
        for (int look = 1; ; look++) {
            Optional<ApiResource> found = server.resources().find(object, ticket);
            if (found.isPresent()) {
                return found.get();
            } else if (look == LOOKS || ticket.cancelled()) {
                throw new Failure.Rejected(
                        object.kind() + " of " + object.apiVersion() + " is not served by " + server.name(),
                        "install the CRD that defines the kind before " + object + ", or correct apiVersion and kind");
            }
            Pause.of(PAUSE, ticket);
        }
    }
}
