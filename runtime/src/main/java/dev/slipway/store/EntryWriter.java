package dev.slipway.store;

import dev.slipway.model.Encoder;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.TaskKey;
import java.util.HashMap;
import java.util.Map;

/** Turns the entries of one file into payloads of frames, in order. */
final class EntryWriter {
    private record Begun(Entry.Intent intent, Rests rests) {}

    private final Numbering numbering;
    private final EntryEncoder body;
    private final EntryEncoder inner;
    private final Map<TaskKey, Begun> begun = new HashMap<>();

    EntryWriter(Numbering numbering) {
        this.numbering = numbering;
        this.body = new EntryEncoder(numbering);
        this.inner = new EntryEncoder(numbering);
    }

    byte[] payload(Entry entry, Rests rests) {
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
        var frame = new Encoder();
        frame.tag(defines ? mark | Mark.DEFINES : mark);
        if (defines) {
            frame.count(numbering.newNames().size());
            numbering.newNames().forEach(frame::text);
            frame.count(numbering.newKeys().size());
            for (TaskKey key : numbering.newKeys()) {
                frame.count(numbering.name(key.kind()));
                frame.text(key.name());
            }
        }
        frame.append(body.toBytes(), body.size());
        return frame.toBytes();
    }

    private int write(Entry entry, Rests rests) {
        body.key(entry.key());
        if (entry instanceof Entry.Intent intent) {
            body.tag(Choice.ACT.number(intent.act()));
            body.word(intent.idempotencyKey());
            wish(intent.next(), rests);
            body.word(intent.next().id());
            held(intent.next().outputs(), rests.outputs(), Mark.NOWHERE);
            begun.put(intent.key(), new Begun(intent, rests));
            return Mark.INTENT;
        } else if (entry instanceof Entry.Handle handle) {
            body.word(handle.remoteTask());
            return Mark.HANDLE;
        } else if (entry instanceof Entry.Done done) {
            done(done.record(), rests);
            begun.remove(entry.key());
            return Mark.DONE;
        } else if (entry instanceof Entry.Failed failed) {
            body.text(failed.why());
            begun.remove(entry.key());
            return Mark.FAILED;
        } else if (entry instanceof Entry.Forgot) {
            begun.remove(entry.key());
            return Mark.FORGOT;
        } else if (entry instanceof Entry.Moved moved) {
            body.key(moved.to());
            return Mark.MOVED;
        }
        throw new IllegalArgumentException("an entry of another sort");
    }

    private void done(Recorded record, Rests rests) {
        Begun open = begun.get(record.key());
        boolean asIntended = open != null && record.sameWish(open.intent().next());
        body.flag(asIntended);
        if (!asIntended) {
            wish(record, rests);
        }
        body.word(record.id());
        held(record.outputs(), rests.outputs(), alike(record.key(), record.outputs(), rests.outputs()));
        body.fingerprint(record.result());
        String result = record.result().toString();
        body.count(record.tokens().size());
        record.tokens().forEach((rung, token) -> {
            boolean same = token.text().equals(result);
            body.tag(Choice.RUNG.number(rung) << 1 | (same ? 1 : 0));
            if (!same) {
                body.word(token.text());
            }
        });
        body.count(record.tookMillis());
    }

    /** What is wanted, as opposed to what came of it. */
    private void wish(Recorded record, Rests rests) {
        body.tag(Choice.SORT.number(record.sort()) << 1 | (record.protect() ? 1 : 0));
        body.fingerprint(record.desired());
        held(record.inputs(), rests.inputs(), alike(record.key(), record.inputs(), rests.inputs()));
        body.count(record.stamps().size());
        for (Stamp stamp : record.stamps()) {
            body.text(stamp.path());
            body.signed(stamp.mtimeNanos());
            body.count(stamp.size());
            body.count(stamp.inode());
            body.fingerprint(stamp.digest());
        }
        body.count(record.needs().size());
        record.needs().forEach(body::key);
        body.count(record.leftovers().size());
        record.leftovers().forEach(body::word);
        body.name(record.origin().file());
        body.count(record.origin().line());
    }

    /** Which fields of the open intent are these again: what was intended is mostly what came about. */
    private int alike(TaskKey key, Held held, Fingerprint rest) {
        Begun open = begun.get(key);
        if (open == null) {
            return Mark.NOWHERE;
        } else if (same(held, rest, open.intent().next().inputs(), open.rests().inputs())) {
            return Mark.AS_INTENDED;
        } else if (same(held, rest, open.intent().next().outputs(), open.rests().outputs())) {
            return Mark.AS_BEFORE;
        }
        return Mark.NOWHERE;
    }

    private static boolean same(Held one, Fingerprint oneRest, Held other, Fingerprint otherRest) {
        return oneRest.equals(otherRest) && (!oneRest.isZero() || one.equals(other));
    }

    private void held(Held held, Fingerprint rest, int alike) {
        if (alike != Mark.NOWHERE) {
            body.tag(alike);
        } else if (!rest.isZero()) {
            body.tag(Mark.IN_BLOB);
            body.fingerprint(rest);
        } else if (held.get().size() == 0) {
            body.tag(Mark.NOTHING);
        } else {
            body.tag(Mark.INSIDE);
            inner.clear();
            held.get().write(inner);
            body.raw(inner.toBytes());
        }
    }
}
