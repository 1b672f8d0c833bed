package dev.slipway.script;

import java.io.DataInputStream;
import java.io.IOException;

/** The constants of a class file. */
final class Constants {
    private static final int UTF8 = 1;
    private static final int CLASS = 7;

    private final int[] tags;
    private final int[] first;
    private final int[] second;
    private final String[] texts;

    private Constants(int count) {
        tags = new int[count];
        first = new int[count];
        second = new int[count];
        texts = new String[count];
    }

    static Constants read(DataInputStream in) throws IOException {
        var constants = new Constants(in.readUnsignedShort());
        for (int i = 1; i < constants.tags.length; i++) {
            int tag = in.readUnsignedByte();
            constants.tags[i] = tag;
            switch (tag) {
                case UTF8 -> constants.texts[i] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++;
                }
                case CLASS, 8, 16, 19, 20 -> constants.first[i] = in.readUnsignedShort();
                case 9, 10, 11, 12, 17, 18 -> {
                    constants.first[i] = in.readUnsignedShort();
                    constants.second[i] = in.readUnsignedShort();
                }
                case 15 -> {
                    constants.second[i] = in.readUnsignedByte();
                    constants.first[i] = in.readUnsignedShort();
                }
                default -> throw new IOException("a constant of kind " + tag);
            }
        }
        return constants;
    }

    String text(int i) {
        return String.valueOf(texts[i]);
    }

    String className(int i) {
        return text(first[i]).replace('/', '.');
    }

    boolean isClass(int i) {
        return tags[i] == CLASS;
    }

    boolean isMember(int i) {
        return tags[i] >= 9 && tags[i] <= 11;
    }

    boolean isHandle(int i) {
        return tags[i] == 15;
    }

    boolean isDynamic(int i) {
        return tags[i] == 17 || tags[i] == 18;
    }

    /** The member that a handle points to. */
    int handled(int i) {
        return first[i];
    }

    Member member(int i) {
        int nameAndType = second[i];
        return new Member(className(first[i]), text(first[nameAndType]), text(second[nameAndType]));
    }

    int bootstrap(int dynamic) {
        return first[dynamic];
    }

    /** The descriptor of a dynamic call. */
    String descriptor(int dynamic) {
        return text(second[second[dynamic]]);
    }
}
