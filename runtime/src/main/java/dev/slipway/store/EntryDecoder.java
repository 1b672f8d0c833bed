package dev.slipway.store;

import dev.slipway.model.Decoder;
import dev.slipway.model.TaskKey;
import java.util.HexFormat;
import java.util.List;

/** Reads what {@link EntryEncoder} wrote. */
final class EntryDecoder extends Decoder {
    private static final HexFormat HEX = HexFormat.of();

    private final StringTable numbered;

    EntryDecoder(byte[] bytes, int from, int length, StringTable numbered) {
        super(bytes, from, length);
        this.numbered = numbered;
    }

    @Override
    public String text() {
        return numbered.lately().shared(super.text());
    }

    @Override
    public String name() {
        return pick(numbered.names(), number());
    }

    @Override
    public TaskKey key() {
        return key(keyNumber());
    }

    TaskKey key(int number) {
        return pick(numbered.keys(), number);
    }

    int keyNumber() {
        return (tag() & 0xFF) << 24 | (tag() & 0xFF) << 16 | (tag() & 0xFF) << 8 | tag() & 0xFF;
    }

    String word() {
        int form = tag();
        return form == EntryEncoder.HEX_WORD ? HEX.formatHex(raw()) : text();
    }

    private static <T> T pick(List<T> table, long number) {
        if (number < 0 || number >= table.size()) {
            throw new Garbled("the number " + number + " where " + table.size() + " are defined", null);
        }
        return table.get((int) number);
    }
}
