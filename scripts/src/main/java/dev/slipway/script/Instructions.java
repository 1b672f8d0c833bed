package dev.slipway.script;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Walks over the instructions of a method and tells the constants that they use. */
final class Instructions {
    /** Bytes after each opcode, one character each; {@code v} for those that vary, {@code 1}, {@code 2}, {@code 4} else. */
    private static final String LENGTHS = lengths();

    private static final int WIDE = 196;
    private static final int IINC = 132;
    private static final int LOOKUP_SWITCH = 171;
    private static final int TABLE_SWITCH = 170;
    private static final int LDC = 18;
    private static final int LAST = 201;

    private Instructions() {}

    private static String lengths() {
        var lengths = new StringBuilder("0".repeat(LAST + 1));
        fill(lengths, '1', 16, 16, LDC, LDC, 21, 25, 54, 58, 169, 169, 188, 188);
        fill(lengths, '2', 17, 17, 19, 20, IINC, IINC, 153, 168, 178, 184, 187, 187, 189, 189, 192, 193, 198, 199);
        fill(lengths, '3', 197, 197);
        fill(lengths, '4', 185, 186, 200, LAST);
        fill(lengths, 'v', TABLE_SWITCH, LOOKUP_SWITCH, WIDE, WIDE);
        return lengths.toString();
    }

    private static void fill(StringBuilder lengths, char length, int... ranges) {
        for (int i = 0; i < ranges.length; i += 2) {
            for (int opcode = ranges[i]; opcode <= ranges[i + 1]; opcode++) {
                lengths.setCharAt(opcode, length);
            }
        }
    }

    /** Told of each use where the instruction is, and the number of the constant. */
    interface Use {
        void of(int instruction, int constant);
    }

    static void constants(byte[] code, Use used) throws IOException {
        var bytes = ByteBuffer.wrap(code);
        while (bytes.hasRemaining()) {
            int opcode = bytes.get() & 0xFF;
            if (opcode > LAST) {
                throw new IOException("an instruction " + opcode);
            }
            int at = bytes.position();
            if (opcode == LDC) {
                used.of(at - 1, bytes.get(at) & 0xFF);
            } else if (opcode == 19 || opcode == 20 || (opcode >= 178 && opcode <= 187)) {
                used.of(at - 1, bytes.getShort(at) & 0xFFFF);
            }
            bytes.position(at + length(opcode, bytes, at));
        }
    }

    private static int length(int opcode, ByteBuffer bytes, int at) {
        char length = LENGTHS.charAt(opcode);
        if (length != 'v') {
            return length - '0';
        } else if (opcode == WIDE) {
            return (bytes.get(at) & 0xFF) == IINC ? 5 : 3;
        }
        int padding = (4 - at % 4) % 4;
        int body = at + padding;
        int count = opcode == TABLE_SWITCH
                ? bytes.getInt(body + 8) - bytes.getInt(body + 4) + 1
                : 2 * bytes.getInt(body + 4);
        return padding + (opcode == TABLE_SWITCH ? 12 : 8) + 4 * count;
    }
}
