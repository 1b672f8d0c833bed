package dev.slipway.local;

import dev.slipway.model.Durations;
import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks again and again until everything is there, or patience ends. */
public final class WaitProbe implements Probe {
    private static final int CONNECT_MILLIS = 2000;
    private static final long PAUSE_MILLIS = 250;
    private static final Duration ONCE = Duration.ofMillis(CONNECT_MILLIS);
    private static final Web WEB = new Web(new Web.Limits(ONCE, ONCE));
    private static final Fields READY = Fields.of("ready", true);

    private final ScriptDirectory place;

    public WaitProbe(ScriptDirectory place) {
        this.place = place;
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.OWN;
    }

    @Override
    public CompletionStage<Fields> probe(Fields inputs, CallContext ticket) {
        return Blocking.stage(() -> {
            long patience = inputs.whole("patience", 0);
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
            var calledOff = new CountDownLatch(1);
            ticket.onCancel(calledOff::countDown);
            List<Value> missing = inputs.get("until") instanceof ListValue items ? items.values() : List.of();
            while (true) {
                String why = "";
                var still = new ArrayList<Value>();
                for (Value condition : missing) {
                    Optional<String> lacking = lacking((Fields) condition, ticket);
                    if (lacking.isPresent()) {
                        still.add(condition);
                        why = lacking.get();
                    }
                }
                if (still.isEmpty()) {
                    return READY;
                } else if (System.nanoTime() > until || pause(calledOff)) {
                    throw new Failure.Rejected(
                            why + ", even after " + Durations.of(Duration.ofMillis(patience)),
                            "see why it is not there, or be more patient");
                }
                if (still.size() < missing.size()) {
                    ticket.say("still waiting: " + why);
                }
                missing = still;
            }
        });
    }

    @Override
    public CompletionStage<Optional<Fields>> glance(Fields inputs, CallContext ticket) {
        return Blocking.stage(() -> {
            List<Value> conditions = inputs.get("until") instanceof ListValue items ? items.values() : List.of();
            boolean ready = conditions.stream()
                    .allMatch(condition -> lacking((Fields) condition, ticket).isEmpty());
            return ready ? Optional.of(READY) : Optional.empty();
        });
    }

    /** Whether the wait was called off during the pause. */
    private static boolean pause(CountDownLatch calledOff) {
        try {
            return calledOff.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** What is not yet as it should be, or empty. */
    private Optional<String> lacking(Fields condition, CallContext ticket) {
        if (condition.names().contains("file")) {
            String file = condition.text("file");
            return Files.exists(place.at(file)) ? Optional.empty() : Optional.of("there is no file " + file);
        } else if (condition.names().contains("url")) {
            return http(condition, ticket);
        }
        return port(TextJoin.text(condition.get("host"), ticket), (int) condition.whole("port", 0));
    }

    private static Optional<String> port(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(host + " port " + port + " does not answer: " + e.getMessage());
        }
    }

    private static Optional<String> http(Fields condition, CallContext ticket) {
        String url = TextJoin.text(condition.get("url"), ticket);
        try {
            int status = WEB.get(url, Fields.NONE, Sink.NOTHING, ticket).status();
            return status == condition.whole("status", 200)
                    ? Optional.empty()
                    : Optional.of(url + " answers with status " + status);
        } catch (Failure.Transient e) {
            return Optional.of(e.getMessage());
        }
    }
}
