package dev.slipway.lab.pve;

/** Guests that are kept alive: groups in 8, rules in 9. */
final class Ha {
    private Ha() {}

    /** What the manager makes of it at the moment. */
    static String state(Cluster cluster, Section resource) {
        String wanted = resource.option("state", "started");
        boolean runs = cluster.guests
                .get(resource.id().substring(resource.id().indexOf(':') + 1))
                .map(Guest::running)
                .orElse(false);
        return switch (wanted) {
            case "ignored" -> "ignored";
            case "disabled" -> runs ? "request_stop" : "disabled";
            case "stopped" -> runs ? "request_stop" : "stopped";
            default -> runs ? "started" : "queued";
        };
    }
}
