package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Obstacle;
import dev.slipway.provide.Operation;
import dev.slipway.provide.PlannedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Asks the API server what it would say to the steps of a plan, with all its validation and admission. Changes are all
 * asked about; of new objects at least one of each kind, and some more, where their kind and namespace exist already.
 */
final class DryRuns {
    private static final int AT_ONCE = 32;
    private static final int NEW_OBJECTS = 100;
    private static final Duration RECENT = Duration.ofSeconds(30);

    private final ApiServers servers;
    private final CallContext ticket;

    DryRuns(ApiServers servers, CallContext ticket) {
        this.servers = servers;
        this.ticket = ticket;
    }

    List<Obstacle> obstacles(List<PlannedStep> steps) {
        var asked = new ArrayList<CompletableFuture<Optional<Obstacle>>>();
        var slots = new Semaphore(AT_ONCE);
        for (PlannedStep step : asked(steps)) {
            slots.acquireUninterruptibly();
            asked.add(CompletableFuture.supplyAsync(() -> obstacle(step), ticket.blocking())
                    .whenComplete((answer, error) -> slots.release()));
        }
        var found = new ArrayList<Obstacle>();
        asked.forEach(answer -> answer.join().ifPresent(found::add));
        steps.stream()
                .filter(step -> step.act() == Operation.DELETE)
                .forEach(step -> claims(step, steps).ifPresent(found::add));
        return found;
    }

    /** Of many new objects, those of a kind are most often wrong in the same way. */
    private static List<PlannedStep> asked(List<PlannedStep> steps) {
        var chosen = new ArrayList<PlannedStep>();
        var more = new ArrayList<PlannedStep>();
        var kinds = new HashSet<String>();
        for (PlannedStep step : steps) {
            if (isAsked(step)) {
                boolean isFirst = step.act() != Operation.CREATE
                        || kinds.add(step.desired().text("kind"));
                (isFirst ? chosen : more).add(step);
            }
        }
        chosen.addAll(more.subList(0, Math.min(more.size(), NEW_OBJECTS)));
        return chosen;
    }

    /** An object that is replaced is still there as it was: what is created in its place cannot be asked about. */
    private static boolean isAsked(PlannedStep step) {
        boolean isReplaced = step.act() == Operation.CREATE && step.before().size() > 0;
        return step.act() != Operation.DELETE && !isReplaced && step.desired().isKnown();
    }

    private Optional<Obstacle> obstacle(PlannedStep step) {
        ObjectName object = ObjectName.of(step.desired());
        ApiServer server = servers.of(step.desired(), ticket);
        Optional<ApiResource> resource = server.resources().find(object, ticket);
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        String namespace = server.namespace(resource.get(), object);
        String path = Application.path(resource.get(), namespace, object.name()) + "&dryRun=All";
        boolean force = step.desired().get("force") == BoolValue.TRUE;
        JsonNode body = ObjectBody.of(step.desired(), resource.get(), namespace, ticket);
        Reply reply = server.ask("PATCH", force ? path + "&force=true" : path, ApiServer.APPLY, body, ticket);
        if (reply.isFieldConflict()) {
            return conflict(step, server, resource.get(), namespace, new FieldConflict(reply));
        } else if (Refusal.isMalformed(reply) || (reply.status() == 403 && !reply.says("being terminated"))) {
            Failure failure = Refusal.isImmutable(reply)
                    ? Application.immutable(reply, server.name(), object)
                    : Refusal.of(reply, server.name(), "apply " + object, true);
            return Optional.of(obstacle(step, failure));
        }
        return Optional.empty();
    }

    private Optional<Obstacle> conflict(
            PlannedStep step, ApiServer server, ApiResource resource, String namespace, FieldConflict conflict) {
        ObjectName object = ObjectName.of(step.desired());
        if (step.before().size() == 0 && conflict.isOfTools()) {
            return Optional.empty(); // it is adopted from them
        }
        boolean isDrift = KubeObjects.current(server, resource, namespace, object, ticket)
                .map(live -> conflict.isDrift(new ManagedFields(live)))
                .orElse(true);
        return isDrift ? Optional.empty() : Optional.of(obstacle(step, conflict.failure(server.name(), object)));
    }

    private static Obstacle obstacle(PlannedStep step, Failure failure) {
        return new Obstacle(step.key(), step.key() + " would be refused", failure.getMessage(), failure.fix());
    }

    /** A namespace takes its claims with it, also those that no script declares. */
    private Optional<Obstacle> claims(PlannedStep step, List<PlannedStep> all) {
        ObjectName namespace = ObjectName.of(step.before());
        if (!namespace.is("", "Namespace")) {
            return Optional.empty();
        }
        ApiServer server = servers.of(step.before(), ticket);
        Optional<ApiResource> resource =
                server.resources().find(new ObjectName("v1", "PersistentVolumeClaim", "", ""), ticket);
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        Map<String, JsonNode> claims = server.objects().of(resource.get(), Set.of(namespace.name()), RECENT, ticket);
        List<String> left = claims.keySet().stream()
                .filter(key -> key.startsWith(namespace.name() + "/"))
                .filter(key -> all.stream().noneMatch(other -> isDeletionOf(other, key)))
                .sorted()
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        step.key(),
                        step.key() + " holds data",
                        "deleting the namespace deletes the volume claims " + String.join(", ", left),
                        "keep it with protect = true, or back up and delete the claims first"));
    }

    private static boolean isDeletionOf(PlannedStep step, String key) {
        Fields before = step.before();
        return step.act() == Operation.DELETE
                && ObjectName.of(before).is("", "PersistentVolumeClaim")
                && ObjectLists.key(before.text("namespace"), before.text("name"))
                        .equals(key);
    }
}
