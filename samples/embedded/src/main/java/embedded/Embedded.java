package embedded;

import dev.slipway.apply.Outcome;
import dev.slipway.dsl.LocalFileKt;
import dev.slipway.dsl.OutputsKt;
import dev.slipway.embed.Cluster;
import dev.slipway.embed.Slipway;
import dev.slipway.model.Event;
import dev.slipway.model.InvalidInputException;
import dev.slipway.plan.PlanText;
import java.nio.file.Path;
import java.util.List;
import kotlin.Unit;

/** A service that keeps a page for each tenant, and runs the scripts that operators bring. */
public final class Embedded {
    private final Slipway slipway;

    Embedded(Slipway slipway) {
        this.slipway = slipway;
    }

    public static void main(String[] arguments) {
        var embedded = new Embedded(Slipway.here());
        try {
            boolean good = arguments.length > 0
                    ? embedded.run(Path.of(arguments[0]))
                    : embedded.keep(Path.of("tenants"), List.of("anvil", "bellows"));
            System.exit(good ? 0 : 1);
        } catch (InvalidInputException refused) {
            refused.problems().forEach(System.err::println); // each says what, where, why and what to do
            System.exit(4);
        }
    }

    /** A cluster declared in code, with the words of the language. A tenant who has left loses the page. */
    boolean keep(Path directory, List<String> tenants) {
        Runnable words = () -> {
            for (String tenant : tenants) {
                LocalFileKt.file(tenant + ".html", file -> {
                    file.setContent("<h1>" + tenant + "</h1>\n");
                    return Unit.INSTANCE;
                });
            }
            OutputsKt.output("tenants", tenants::size);
        };
        try (Cluster cluster = slipway.declare(directory, "tenants", words)) {
            return apply(cluster);
        }
    }

    /** A script, compiled when it is new. */
    boolean run(Path script) {
        try (Cluster cluster = slipway.load(script)) {
            cluster.warnings().forEach(System.err::println);
            return apply(cluster);
        }
    }

    private static boolean apply(Cluster cluster) {
        var plan = cluster.plan();
        System.out.print(String.join("\n", PlanText.of(plan).lines()) + "\n");
        if (plan.isEmpty()) {
            return true;
        }
        // Ctrl-C lets what runs come to its end; a plan that was begun is picked up by the next run.
        var onEnd = new Thread(cluster::cancel);
        Runtime.getRuntime().addShutdownHook(onEnd);
        Outcome outcome = cluster.listen(Embedded::tell).apply(plan);
        Runtime.getRuntime().removeShutdownHook(onEnd);
        outcome.problems().forEach(System.err::println);
        System.out.println(outcome.outputs());
        return outcome.isGood();
    }

    private static void tell(Event event) {
        if (event instanceof Event.Finished finished) {
            System.out.println(finished.key() + ": " + finished.action() + " done");
        } else if (event instanceof Event.Failed failed) {
            System.out.println(failed.key() + ": failed");
        }
    }
}
