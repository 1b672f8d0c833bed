package dev.slipway.bench.fake;

import dev.slipway.model.Decoder;
import dev.slipway.model.Encoder;
import dev.slipway.model.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A world that outlives its processes: one file in memory, with a slot for each object. */
final class Slots {
    static final int SIZE = 512;
    private static final int HEAD = Long.BYTES + Integer.BYTES;

    private final ByteBuffer memory;

    private Slots(ByteBuffer memory) {
        this.memory = memory;
    }

    static Slots open(Path file, int count) {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = Math.max(channel.size(), (long) count * SIZE);
            var memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
            return new Slots(memory.order(ByteOrder.BIG_ENDIAN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int count() {
        return memory.capacity() / SIZE;
    }

    /** How often the slot was written. */
    long version(int slot) {
        return memory.getLong(slot * SIZE);
    }

    boolean isFull(int slot) {
        return memory.getInt(slot * SIZE + Long.BYTES) > 0;
    }

    Optional<Fields> get(int slot) {
        int length = memory.getInt(slot * SIZE + Long.BYTES);
        if (length == 0) {
            return Optional.empty();
        }
        var bytes = new byte[length];
        memory.get(slot * SIZE + HEAD, bytes);
        return Optional.of(new Decoder(bytes).fields());
    }

    void put(int slot, Fields fields) {
        var out = new Encoder();
        fields.write(out);
        byte[] bytes = out.toBytes();
        memory.put(slot * SIZE + HEAD, bytes);
        end(slot, bytes.length);
    }

    void clear(int slot) {
        end(slot, 0);
    }

    private void end(int slot, int length) {
        memory.putInt(slot * SIZE + Long.BYTES, length);
        memory.putLong(slot * SIZE, version(slot) + 1);
    }
}
