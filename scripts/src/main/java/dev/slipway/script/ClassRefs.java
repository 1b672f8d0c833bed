package dev.slipway.script;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The members that a class file refers to, and the classes that it names.
 *
 * @param members such as {@code java.lang.System.getenv}
 */
record ClassRefs(Set<Member> members, Set<String> classes) {
    private static final int MAGIC = 0xCAFEBABE;

    record Member(String owner, String name) {
        @Override
        public String toString() {
            return owner + "." + name;
        }
    }

    static ClassRefs of(byte[] classFile) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(classFile));
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.readInt();
        int count = in.readUnsignedShort();
        var tags = new int[count];
        var texts = new String[count];
        var first = new int[count];
        var second = new int[count];
        for (int i = 1; i < count; i++) {
            tags[i] = in.readUnsignedByte();
            switch (tags[i]) {
                case 1 -> texts[i] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++;
                }
                case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
                case 9, 10, 11, 12, 17, 18 -> {
                    first[i] = in.readUnsignedShort();
                    second[i] = in.readUnsignedShort();
                }
                case 15 -> {
                    in.readByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("a constant of kind " + tags[i]);
            }
        }
        var members = new LinkedHashSet<Member>();
        var classes = new LinkedHashSet<String>();
        for (int i = 1; i < count; i++) {
            if (tags[i] == 7) {
                classes.add(dotted(texts[first[i]]));
            } else if (tags[i] >= 9 && tags[i] <= 11) {
                members.add(new Member(dotted(texts[first[first[i]]]), texts[first[second[i]]]));
            }
        }
        return new ClassRefs(members, classes);
    }

    private static String dotted(String name) {
        return name.replace('/', '.');
    }
}
