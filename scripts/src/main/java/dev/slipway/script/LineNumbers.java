package dev.slipway.script;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.TreeMap;

/** On which line each instruction of a method was written. */
record LineNumbers(TreeMap<Integer, Integer> starts) {
    static final LineNumbers NONE = new LineNumbers(new TreeMap<>());

    static LineNumbers read(DataInputStream in) throws IOException {
        var starts = new TreeMap<Integer, Integer>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            starts.put(in.readUnsignedShort(), in.readUnsignedShort());
        }
        return new LineNumbers(starts);
    }

    /** The line of an instruction, or of the nearest before it that is within the file: inlined code has lines beyond. */
    int at(int instruction, int last) {
        return starts.headMap(instruction, true).descendingMap().values().stream()
                .filter(line -> line <= last)
                .findFirst()
                .orElse(0);
    }
}
