package dev.slipway.store;

import dev.slipway.model.Encoder;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.TaskOptionsCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the entries of one file into payloads of frames, in order. */
final class EntryWriter {
    private record Begun(Entry.Intent intent, BlobPlacement rests) {}

    private final StringTableWriter numbering;
    private final EntryEncoder body;
    private final EntryEncoder inner;
    private final Encoder frame = new Encoder();
    private final Map<TaskKey, Begun> begun = new HashMap<>();

    EntryWriter(StringTableWriter numbering) {
        this.numbering = numbering;
        this.body = new EntryEncoder(numbering);
        this.inner = new EntryEncoder(numbering);
    }

    byte[] payload(Entry entry, BlobPlacement rests) {
        body.clear();
        int mark;
        try {
            mark = write(entry, rests);
        } catch (RuntimeException e) {
            numbering.forget();
            throw e;
        }
        byte[] payload = framed(mark);
        numbering.keep();
        return payload;
    }

    private byte[] framed(int mark) {
        boolean defines =
                !numbering.newNames().isEmpty() || !numbering.newKeys().isEmpty();
        frame.clear();
        frame.tag(defines ? mark | RecordTag.DEFINES : mark);
        if (defines) {
            frame.count(numbering.newNames().size());
            numbering.newNames().forEach(frame::text);
            frame.count(numbering.newKeys().size());
            for (TaskKey key : numbering.newKeys()) {
                frame.count(numbering.name(key.kind()));
                frame.text(key.name());
            }
        }
        frame.append(body);
        return frame.toBytes();
    }

    private int write(Entry entry, BlobPlacement rests) {
        body.key(entry.key());
        if (entry instanceof Entry.Intent intent) {
            body.tag(EnumCodes.ACT.number(intent.act()));
            body.word(intent.idempotencyKey());
            wanted(intent.next(), rests);
            TaskResult found = intent.next().found();
            body.word(found.id());
            held(found.outputs(), rests.outputs(), RecordTag.NOWHERE);
            leftovers(found);
            begun.put(intent.key(), new Begun(intent, rests));
            return RecordTag.INTENT;
        } else if (entry instanceof Entry.Handle handle) {
            body.word(handle.remoteTask());
            return RecordTag.HANDLE;
        } else if (entry instanceof Entry.Done done) {
            done(done.record(), rests);
            begun.remove(entry.key());
            return RecordTag.DONE;
        } else if (entry instanceof Entry.Failed failed) {
            body.text(failed.why());
            begun.remove(entry.key());
            return RecordTag.FAILED;
        } else if (entry instanceof Entry.Forgot) {
            begun.remove(entry.key());
            return RecordTag.FORGOT;
        } else if (entry instanceof Entry.Moved moved) {
            body.key(moved.to());
            return RecordTag.MOVED;
        } else if (entry instanceof Entry.Gave gave) {
            gave.outputs().write(body);
            return RecordTag.GAVE;
        }
        throw new IllegalArgumentException("an entry of another sort");
    }

    private void done(TaskRecord record, BlobPlacement rests) {
        Begun open = begun.get(record.key());
        boolean asIntended =
                open != null && record.wanted().equals(open.intent().next().wanted());
        body.flag(asIntended);
        if (!asIntended) {
            wanted(record, rests);
        }
        TaskResult found = record.found();
        body.word(found.id());
        held(found.outputs(), rests.outputs(), alike(record.key(), found.outputs(), rests.outputs()));
        leftovers(found);
        body.fingerprint(found.result());
        String result = found.tokens().isEmpty() ? "" : found.result().toString();
        body.count(found.tokens().size());
        found.tokens().forEach((rung, token) -> {
            boolean same = token.text().equals(result);
            body.tag(EnumCodes.RUNG.number(rung) << 1 | (same ? 1 : 0));
            if (!same) {
                body.word(token.text());
            }
        });
        body.count(found.tookMillis());
    }

    private void leftovers(TaskResult found) {
        body.count(found.leftovers().size());
        found.leftovers().forEach(body::word);
    }

    private void wanted(TaskRecord record, BlobPlacement rests) {
        DesiredState wanted = record.wanted();
        boolean hasRules = !wanted.rules().equals(TaskOptions.NONE);
        boolean hasSecrets = anySecret(wanted.stamps());
        body.tag(EnumCodes.SORT.number(wanted.sort()) << 1
                | (hasRules ? RecordTag.WITH_RULES : 0)
                | (hasSecrets ? RecordTag.WITH_SECRET_FILES : 0));
        body.fingerprint(wanted.desired());
        held(wanted.inputs(), rests.inputs(), alike(record.key(), wanted.inputs(), rests.inputs()));
        body.count(wanted.stamps().size());
        for (FileStamp stamp : wanted.stamps()) {
            body.text(stamp.path());
            body.signed(stamp.mtimeNanos());
            body.count(stamp.size());
            body.count(stamp.inode());
            body.fingerprint(stamp.digest());
            if (hasSecrets) {
                body.flag(stamp.isSecret());
            }
        }
        body.count(wanted.needs().size());
        wanted.needs().forEach(body::key);
        body.name(wanted.origin().place());
        body.count(wanted.origin().line());
        if (hasRules) {
            TaskOptionsCodec.write(body, wanted.rules());
        }
    }

    private static boolean anySecret(List<FileStamp> stamps) {
        for (int i = 0; i < stamps.size(); i++) {
            if (stamps.get(i).isSecret()) {
                return true;
            }
        }
        return false;
    }

    /** Which fields of the open intent are these again: what was intended is mostly what came about. */
    private int alike(TaskKey key, LazyFields held, Fingerprint rest) {
        Begun open = begun.get(key);
        if (open == null) {
            return RecordTag.NOWHERE;
        } else if (same(
                held, rest, open.intent().next().wanted().inputs(), open.rests().inputs())) {
            return RecordTag.AS_INTENDED;
        } else if (same(
                held, rest, open.intent().next().found().outputs(), open.rests().outputs())) {
            return RecordTag.AS_BEFORE;
        }
        return RecordTag.NOWHERE;
    }

    private static boolean same(LazyFields one, Fingerprint oneRest, LazyFields other, Fingerprint otherRest) {
        return oneRest.equals(otherRest) && (!oneRest.isZero() || one.equals(other));
    }

    private void held(LazyFields held, Fingerprint rest, int alike) {
        if (alike != RecordTag.NOWHERE) {
            body.tag(alike);
        } else if (!rest.isZero()) {
            body.tag(RecordTag.IN_BLOB);
            body.fingerprint(rest);
        } else if (held.get().size() == 0) {
            body.tag(RecordTag.NOTHING);
        } else {
            body.tag(RecordTag.INSIDE);
            inner.clear();
            held.get().write(inner);
            body.raw(inner);
        }
    }
}
