package dev.slipway.script;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Changes the name of the source file in a class file: what stack traces name. */
public final class SourceName {
    private static final int POOL = 8;
    private static final int UTF8 = 1;

    private final ByteBuffer in;
    private final String[] texts;
    private final int poolEnd;

    private SourceName(byte[] classFile) {
        in = ByteBuffer.wrap(classFile).position(POOL);
        int count = next();
        texts = new String[count];
        for (int i = 1; i < count; i++) {
            int tag = in.get();
            if (tag == UTF8) {
                var text = new byte[next()];
                in.get(text);
                texts[i] = new String(text, StandardCharsets.UTF_8);
            } else {
                skip(size(tag));
                i += size(tag) == 8 ? 1 : 0; // a long or a double takes two numbers
            }
        }
        poolEnd = in.position();
    }

    /** The class file with another source file; unchanged when it names none. */
    public static byte[] of(byte[] classFile, String source) {
        var names = new SourceName(classFile);
        int place = names.place();
        return place < 0 ? classFile : names.with(source, place);
    }

    private byte[] with(String source, int place) {
        byte[] old = in.array();
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(old, 0, POOL);
            out.writeShort(texts.length + 1);
            out.write(old, POOL + 2, poolEnd - POOL - 2);
            out.writeByte(UTF8);
            out.writeUTF(source);
            out.write(old, poolEnd, place - poolEnd);
            out.writeShort(texts.length);
            out.write(old, place + 2, old.length - place - 2);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** Where the number of the name stands, or -1. */
    private int place() {
        skip(6);
        skip(2 * next());
        members(); // fields
        members(); // methods
        return attribute("SourceFile");
    }

    private void members() {
        int count = next();
        for (int i = 0; i < count; i++) {
            skip(6);
            int unused = attribute("");
        }
    }

    /** Where the content of an attribute begins, or -1; without one of that name, all are passed over. */
    private int attribute(String wanted) {
        int count = next();
        for (int i = 0; i < count; i++) {
            String name = texts[next()];
            int length = in.getInt();
            if (wanted.equals(name)) {
                return in.position();
            }
            skip(length);
        }
        return -1;
    }

    private static int size(int tag) {
        return switch (tag) {
            case 5, 6 -> 8;
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> 4;
        };
    }

    private int next() {
        return Short.toUnsignedInt(in.getShort());
    }

    private void skip(int count) {
        in.position(in.position() + count);
    }
}
