package dev.slipway.bench.fake;

import dev.slipway.model.Content;
import dev.slipway.model.Fields;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Ticket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes the first line of one file into another: further lines change what goes in and not what comes out. */
final class FileFromFile implements Compute {
    private final Path root;
    private final Latency latency;

    FileFromFile(Path root, Latency latency) {
        this.root = root;
        this.latency = latency;
    }

    @Override
    public CompletionStage<Fields> compute(Fields inputs, Ticket ticket) {
        return latency.spend(() -> copied(inputs));
    }

    private CompletionStage<Fields> copied(Fields inputs) {
        var in = (Content) inputs.get("in");
        try {
            String text = Files.readString(root.resolve(in.path()), StandardCharsets.UTF_8);
            Files.writeString(root.resolve(inputs.text("out")), text.substring(0, text.indexOf('\n') + 1));
        } catch (IOException e) {
            throw new Failure.Rejected("cannot copy " + in.path() + ": " + e, "");
        }
        return CompletableFuture.completedFuture(Fields.NONE);
    }
}
