package dev.slipway.store;

import dev.slipway.model.Decoder;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.TaskOptionsCodec;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.Token;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Turns payloads back into the entries of one file, in order. Fields stay packed until somebody asks for them. */
final class EntryReader {
    private final StringTable numbered = new StringTable();
    /** Open intents by the number of their key. Most are closed soon, and a number is quicker to find than a key. */
    private final Map<Integer, Entry.Intent> begun = new HashMap<>();

    private static final TaskOptions PROTECTED = TaskOptions.NONE.protect(true);

    private final Function<Fingerprint, Fields> load;
    private final Map<TaskOptions, TaskOptions> rules = new HashMap<>();

    EntryReader(Function<Fingerprint, Fields> load) {
        this.load = load;
    }

    /** The words and keys that were read so far. */
    StringTable numbered() {
        return numbered;
    }

    Entry entry(byte[] bytes, int from, int length) {
        var in = new EntryDecoder(bytes, from, length, numbered);
        int mark = in.tag();
        if ((mark & RecordTag.DEFINES) != 0) {
            numbered.define(in);
        }
        Entry entry = entry(mark & ~RecordTag.DEFINES, in);
        if (!in.atEnd()) {
            throw new Decoder.Garbled("an entry with more behind it", null);
        }
        return entry;
    }

    private Entry entry(int mark, EntryDecoder in) {
        int number = in.keyNumber();
        TaskKey key = in.key(number);
        return switch (mark) {
            case RecordTag.INTENT -> {
                var intent = intent(key, Optional.ofNullable(begun.get(number)), in);
                begun.put(number, intent);
                yield intent;
            }
            case RecordTag.HANDLE -> new Entry.Handle(key, in.word());
            case RecordTag.DONE -> new Entry.Done(record(key, Optional.ofNullable(begun.remove(number)), in));
            case RecordTag.FAILED -> {
                begun.remove(number);
                yield new Entry.Failed(key, in.text());
            }
            case RecordTag.FORGOT -> {
                begun.remove(number);
                yield new Entry.Forgot(key);
            }
            case RecordTag.MOVED -> new Entry.Moved(key, in.key());
            case RecordTag.GAVE -> new Entry.Gave(in.fields());
            default -> throw new Decoder.Garbled("an entry of unknown sort " + mark, null);
        };
    }

    private Entry.Intent intent(TaskKey key, Optional<Entry.Intent> open, EntryDecoder in) {
        var act = EnumCodes.ACT.at(in.tag());
        String idempotencyKey = in.word();
        DesiredState wanted = wanted(open, in);
        var found = TaskResult.expected(in.word(), held(open, in), leftovers(in));
        return new Entry.Intent(act, idempotencyKey, new TaskRecord(key, wanted, found));
    }

    private TaskRecord record(TaskKey key, Optional<Entry.Intent> open, EntryDecoder in) {
        boolean asIntended = in.flag();
        if (asIntended && open.isEmpty()) {
            throw new Decoder.Garbled("a completed step without its intent", null);
        }
        DesiredState wanted = asIntended ? open.orElseThrow().next().wanted() : wanted(open, in);
        String id = in.word();
        LazyFields outputs = held(open, in);
        List<String> leftovers = leftovers(in);
        Fingerprint result = in.fingerprint();
        return new TaskRecord(
                key, wanted, new TaskResult(id, outputs, result, tokens(result, in), leftovers, in.number()));
    }

    private DesiredState wanted(Optional<Entry.Intent> open, EntryDecoder in) {
        int marks = in.tag();
        if (marks >> 4 != 0) {
            throw new Decoder.Garbled("a task with the marks " + marks, null);
        }
        var sort = EnumCodes.SORT.at((marks & RecordTag.SORT) >> 1);
        Fingerprint desired = in.fingerprint();
        LazyFields inputs = held(open, in);
        List<FileStamp> stamps = stamps(in, (marks & RecordTag.WITH_SECRET_FILES) != 0);
        List<TaskKey> needs = needs(in);
        var origin = Origin.of(in.name(), (int) in.number());
        TaskOptions rules = (marks & RecordTag.WITH_RULES) != 0 ? known(TaskOptionsCodec.read(in)) : TaskOptions.NONE;
        return new DesiredState(
                sort, desired, inputs, stamps, needs, (marks & RecordTag.PROTECTED) != 0 ? PROTECTED : rules, origin);
    }

    /** Nearly all tasks share a few rules; one instance of each serves them all. */
    private TaskOptions known(TaskOptions read) {
        return rules.computeIfAbsent(read, same -> same);
    }

    private LazyFields held(Optional<Entry.Intent> open, EntryDecoder in) {
        int mark = in.tag();
        if (mark == RecordTag.NOTHING) {
            return LazyFields.NOTHING;
        } else if (mark == RecordTag.INSIDE) {
            return LazyFields.at(Fingerprint.ZERO, new EncodedFields(in.raw(), numbered));
        } else if (mark == RecordTag.IN_BLOB) {
            return LazyFields.at(in.fingerprint(), load);
        } else if (mark == RecordTag.AS_INTENDED && open.isPresent()) {
            return open.get().next().wanted().inputs();
        } else if (mark == RecordTag.AS_BEFORE && open.isPresent()) {
            return open.get().next().found().outputs();
        }
        throw new Decoder.Garbled("fields that are nowhere", null);
    }

    private static Map<LookDepth, Token> tokens(Fingerprint result, EntryDecoder in) {
        int count = in.count();
        if (count == 0) {
            return Map.of();
        }
        var tokens = new EnumMap<LookDepth, Token>(LookDepth.class);
        for (int i = 0; i < count; i++) {
            int mark = in.tag();
            tokens.put(EnumCodes.RUNG.at(mark >> 1), new Token((mark & 1) == 1 ? result.toString() : in.word()));
        }
        return tokens;
    }

    private static List<FileStamp> stamps(EntryDecoder in, boolean marked) {
        var stamps = new FileStamp[in.count()];
        for (int i = 0; i < stamps.length; i++) {
            var stamp = new FileStamp(in.text(), in.signed(), in.number(), in.number(), in.fingerprint());
            stamps[i] = marked && in.flag() ? stamp.keyed(stamp.digest()) : stamp;
        }
        return List.of(stamps);
    }

    private static List<TaskKey> needs(EntryDecoder in) {
        var needs = new TaskKey[in.count()];
        for (int i = 0; i < needs.length; i++) {
            needs[i] = in.key();
        }
        return List.of(needs);
    }

    private static List<String> leftovers(EntryDecoder in) {
        var leftovers = new String[in.count()];
        for (int i = 0; i < leftovers.length; i++) {
            leftovers[i] = in.word();
        }
        return List.of(leftovers);
    }
}
