package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody refers to any more does not stay for ever, and what somebody may still ask for does. */
final class TidyingTest {
    private final CrashingDisk disk = new CrashingDisk();

    private static Fields large(int number) {
        return Fields.of("manifest", ("number " + number + "\n").repeat(200));
    }

    /** Changes an object often enough that the next run begins a new generation. */
    private void run(int from) {
        try (var session = store().lock(Sample.OWNER, event -> {})) {
            for (int i = from; i < from + 10; i++) {
                session.journal().append(Sample.done(1, LazyFields.of(Sample.inputs(1)), LazyFields.of(large(i))));
            }
        }
    }

    private LocalStore store() {
        return new LocalStore(Storyline.HOME, disk, 0);
    }

    private long blobs() {
        return disk.files().stream()
                .filter(file -> file.startsWith(Storyline.HOME.resolve("blobs")))
                .count();
    }

    @Test
    void keepsWhatTheLastTwoGenerationsKnow() {
        for (int run = 0; run < 10; run++) {
            run(10 * run);
        }
        assertTrue(blobs() <= 22, "kept " + blobs());
        assertEquals(
                large(99), store().read().record(Sample.key(1)).orElseThrow().produced());
    }

    @Test
    void whoReadBeforeCanStillAskForAllOfIt() {
        run(0);
        run(10);
        Snapshot read = store().read();
        run(20);
        assertEquals(large(19), read.record(Sample.key(1)).orElseThrow().produced());
    }

    @Test
    void leavesSealedSecretsAlone() {
        byte[] form = new SecretCipher(new byte[KeyFile.SIZE]).close("a secret of a saved plan");
        LocalStore store = store();
        Fingerprint sealed = store.blobs().put(form);
        store.close();
        for (int run = 0; run < 5; run++) {
            run(10 * run);
        }
        assertTrue(store().blobs().get(sealed).isPresent());
    }

    @Test
    void whatIsPutAgainAfterItWentIsThereAgain() {
        LocalStore one = store();
        var all = new ArrayList<Fingerprint>();
        for (int run = 0; run < 6; run++) {
            try (var session = one.lock(Sample.OWNER, event -> {})) {
                for (int i = 0; i < 10; i++) {
                    Fields fields = large(run % 5 * 10 + i);
                    session.journal().append(Sample.done(1, LazyFields.of(Sample.inputs(1)), LazyFields.of(fields)));
                }
            }
            all.add(one.read()
                    .record(Sample.key(1))
                    .orElseThrow()
                    .found()
                    .outputs()
                    .blob());
        }
        assertEquals(all.get(0), all.get(5));
        assertEquals(
                large(9), store().read().record(Sample.key(1)).orElseThrow().produced());
        assertEquals(
                List.of(all.get(5)),
                List.of(store().read()
                        .record(Sample.key(1))
                        .orElseThrow()
                        .found()
                        .outputs()
                        .blob()));
    }
}
