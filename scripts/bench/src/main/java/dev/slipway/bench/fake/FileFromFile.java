package dev.slipway.bench.fake;

import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes the first line of one file into another: further lines change what goes in and not what comes out. */
public final class FileFromFile implements Compute {
    private final Path root;
    private final Latency latency;

    public FileFromFile(Path root, Latency latency) {
        this.root = root;
        this.latency = latency;
    }

    @Override
    public CompletionStage<Fields> compute(Fields inputs, CallContext ticket) {
        return compute(((FileContent) inputs.get("in")).path(), inputs.text("out"));
    }

    public CompletionStage<Fields> compute(String in, String out) {
        return latency.spend(() -> copied(in, out));
    }

    private CompletionStage<Fields> copied(String in, String out) {
        try {
            String text = Files.readString(root.resolve(in), StandardCharsets.UTF_8);
            Files.writeString(root.resolve(out), text.substring(0, text.indexOf('\n') + 1));
        } catch (IOException e) {
            throw new Failure.Rejected("cannot copy " + in + ": " + e, "");
        }
        return CompletableFuture.completedFuture(Fields.NONE);
    }
}
