package dev.slipway.store;

import dev.slipway.model.Decoder;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Token;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns payloads back into the entries of one file, in order. Fields stay packed until somebody asks for them. */
final class EntryReader {
    private final Numbered numbered = new Numbered();
    private final Map<TaskKey, Entry.Intent> begun = new HashMap<>();
    private final Function<Fingerprint, Fields> load;

    EntryReader(Function<Fingerprint, Fields> load) {
        this.load = load;
    }

    /** The words and keys that were read so far. */
    Numbered numbered() {
        return numbered;
    }

    Entry entry(byte[] bytes, int from, int length) {
        var in = new EntryDecoder(bytes, from, length, numbered);
        int mark = in.tag();
        if ((mark & Mark.DEFINES) != 0) {
            numbered.define(in);
        }
        Entry entry = entry(mark & ~Mark.DEFINES, in);
        if (!in.atEnd()) {
            throw new Decoder.Garbled("an entry with more behind it", null);
        }
        return entry;
    }

    private Entry entry(int mark, EntryDecoder in) {
        TaskKey key = in.key();
        return switch (mark) {
            case Mark.INTENT -> intent(key, in);
            case Mark.HANDLE -> new Entry.Handle(key, in.word());
            case Mark.DONE -> {
                var done = new Entry.Done(record(key, in));
                begun.remove(key);
                yield done;
            }
            case Mark.FAILED -> {
                begun.remove(key);
                yield new Entry.Failed(key, in.text());
            }
            case Mark.FORGOT -> {
                begun.remove(key);
                yield new Entry.Forgot(key);
            }
            case Mark.MOVED -> new Entry.Moved(key, in.key());
            default -> throw new Decoder.Garbled("an entry of unknown sort " + mark, null);
        };
    }

    private Entry.Intent intent(TaskKey key, EntryDecoder in) {
        var act = Choice.ACT.at(in.tag());
        String idempotencyKey = in.word();
        Recorded wish = wish(key, in);
        var intent = new Entry.Intent(
                act, idempotencyKey, wish.withId(in.word()).leading(held(key, in), Fingerprint.ZERO, Map.of()));
        begun.put(key, intent);
        return intent;
    }

    private Recorded record(TaskKey key, EntryDecoder in) {
        Entry.Intent open = begun.get(key);
        boolean asIntended = in.flag();
        if (asIntended && open == null) {
            throw new Decoder.Garbled("something done as intended that nobody intended", null);
        }
        Recorded wish = asIntended && open != null ? open.next() : wish(key, in);
        String id = in.word();
        Held outputs = held(key, in);
        Fingerprint result = in.fingerprint();
        return wish.withId(id).leading(outputs, result, tokens(result, in)).took(in.number());
    }

    private Recorded wish(TaskKey key, EntryDecoder in) {
        int sort = in.tag();
        return new Recorded(
                key,
                Choice.SORT.at(sort >> 1),
                "",
                in.fingerprint(),
                held(key, in),
                Held.NOTHING,
                Fingerprint.ZERO,
                Map.of(),
                stamps(in),
                needs(in),
                leftovers(in),
                (sort & 1) == 1,
                0,
                new Origin(in.name(), (int) in.number()));
    }

    private Held held(TaskKey key, EntryDecoder in) {
        int mark = in.tag();
        Entry.Intent open = begun.get(key);
        if (mark == Mark.NOTHING) {
            return Held.NOTHING;
        } else if (mark == Mark.INSIDE) {
            return Held.at(Fingerprint.ZERO, new Packed(in.raw(), numbered));
        } else if (mark == Mark.IN_BLOB) {
            return Held.at(in.fingerprint(), load);
        } else if (mark == Mark.AS_INTENDED && open != null) {
            return open.next().inputs();
        } else if (mark == Mark.AS_BEFORE && open != null) {
            return open.next().outputs();
        }
        throw new Decoder.Garbled("fields that are nowhere", null);
    }

    private static Map<Rung, Token> tokens(Fingerprint result, EntryDecoder in) {
        int count = in.count();
        if (count == 0) {
            return Map.of();
        }
        var tokens = new EnumMap<Rung, Token>(Rung.class);
        for (int i = 0; i < count; i++) {
            int mark = in.tag();
            tokens.put(Choice.RUNG.at(mark >> 1), new Token((mark & 1) == 1 ? result.toString() : in.word()));
        }
        return tokens;
    }

    private static List<Stamp> stamps(EntryDecoder in) {
        int count = in.count();
        var stamps = new ArrayList<Stamp>(count);
        for (int i = 0; i < count; i++) {
            stamps.add(new Stamp(in.text(), in.signed(), in.number(), in.number(), in.fingerprint()));
        }
        return stamps;
    }

    private static List<TaskKey> needs(EntryDecoder in) {
        int count = in.count();
        var needs = new ArrayList<TaskKey>(count);
        for (int i = 0; i < count; i++) {
            needs.add(in.key());
        }
        return needs;
    }

    private static List<String> leftovers(EntryDecoder in) {
        int count = in.count();
        var leftovers = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            leftovers.add(in.word());
        }
        return leftovers;
    }
}
