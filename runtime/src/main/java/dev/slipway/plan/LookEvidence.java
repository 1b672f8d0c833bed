package dev.slipway.plan;

import dev.slipway.model.Observe;
import dev.slipway.model.Pure;
import dev.slipway.observe.Observation;
import dev.slipway.observe.Observations;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.Token;
import dev.slipway.store.FileStamp;
import dev.slipway.store.TaskRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How closely the world was looked at for one step, and what was seen. */
final class LookEvidence {
    private static final int BRIEF = 16;

    private LookEvidence() {}

    static Optional<String> of(Step step, Observations world) {
        if (step.task() instanceof Pure) {
            String files = step.before().map(TaskRecord::stamps).orElse(List.of()).stream()
                    .map(FileStamp::path)
                    .collect(Collectors.joining(", "));
            return Optional.of("not looked at, a computation rests on its inputs alone"
                    + (files.isEmpty() ? "" : "; its files are as they were: " + files));
        } else if (step.task() instanceof Observe) {
            return Optional.of(step.cause() == Cause.OFFLINE ? "not looked at" : "looked at while planning");
        }
        return step.before()
                .map(was -> world.of(was.key())
                        .map(observation -> seen(observation, was.tokens()))
                        .orElseGet(() -> unsaid(step, was.tokens())));
    }

    private static String seen(Observation observation, Map<LookDepth, Token> tokens) {
        if (observation instanceof Observation.Same same) {
            Token token = tokens.get(same.rung());
            return "as recorded, by " + name(same.rung()) + (token == null ? "" : " (" + brief(token) + ")");
        } else if (observation instanceof Observation.Changed) {
            return "read in full, and not as recorded";
        } else if (observation instanceof Observation.Gone gone) {
            return "not there, by " + name(gone.rung());
        }
        return "could not be looked at";
    }

    /** A saved plan does not say how closely one looked; what the object would be known by, it does. */
    private static String unsaid(Step step, Map<LookDepth, Token> tokens) {
        String known = tokens.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<LookDepth, Token>::getKey))
                .map(entry -> name(entry.getKey()) + " (" + brief(entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
        String seen = step.seen().isPresent() ? "read in full" : "nothing was seen of it that differs from the record";
        return seen + (known.isEmpty() ? "" : "; it is recognised by " + known);
    }

    private static String brief(Token token) {
        return token.text().length() <= BRIEF ? token.text() : token.text().substring(0, BRIEF - 4) + "…";
    }

    private static String name(LookDepth rung) {
        return switch (rung) {
            case COLLECTION -> "a listing";
            case OBJECT -> "its own token";
            case FULL -> "a full read";
            case DEEP -> "a deep look";
        };
    }
}
