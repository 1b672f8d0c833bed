package dev.slipway.script;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods of a class file, each with its instructions. */
final class ClassCode {
    private static final int MAGIC = 0xCAFEBABE;

    private final Constants constants;
    private final String superclass;
    private final List<String> interfaces = new ArrayList<>();
    private final Map<Member, byte[]> methods = new LinkedHashMap<>();
    private final Map<Member, LineNumbers> lines = new LinkedHashMap<>();
    private final List<int[]> bootstraps = new ArrayList<>();

    private ClassCode(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.readInt();
        constants = Constants.read(in);
        in.readUnsignedShort();
        String name = constants.className(in.readUnsignedShort());
        int parent = in.readUnsignedShort();
        superclass = parent == 0 ? "" : constants.className(parent);
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            interfaces.add(constants.className(in.readUnsignedShort()));
        }
        members(in, name); // fields have no code
        members(in, name);
        attributes(in, "BootstrapMethods", this::readBootstraps);
    }

    static ClassCode of(byte[] classFile) throws IOException {
        return new ClassCode(new DataInputStream(new ByteArrayInputStream(classFile)));
    }

    private interface Body {
        void read(DataInputStream in) throws IOException;
    }

    private void members(DataInputStream in, String owner) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.readUnsignedShort();
            var member =
                    new Member(owner, constants.text(in.readUnsignedShort()), constants.text(in.readUnsignedShort()));
            attributes(in, "Code", code -> {
                code.readInt();
                methods.put(member, code.readNBytes(code.readInt()));
                code.skipNBytes(8L * code.readUnsignedShort()); // what is caught where
                attributes(code, "LineNumberTable", table -> lines.put(member, LineNumbers.read(table)));
            });
        }
    }

    private void attributes(DataInputStream in, String wanted, Body body) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            String name = constants.text(in.readUnsignedShort());
            byte[] bytes = in.readNBytes(in.readInt());
            if (name.equals(wanted)) {
                body.read(new DataInputStream(new ByteArrayInputStream(bytes)));
            }
        }
    }

    private void readBootstraps(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.readUnsignedShort();
            var arguments = new int[in.readUnsignedShort()];
            for (int j = 0; j < arguments.length; j++) {
                arguments[j] = in.readUnsignedShort();
            }
            bootstraps.add(arguments);
        }
    }

    Constants constants() {
        return constants;
    }

    String superclass() {
        return superclass;
    }

    List<String> interfaces() {
        return interfaces;
    }

    Map<Member, byte[]> methods() {
        return methods;
    }

    /** The members that a constant leads to: one, or those that a lambda or a reference is made of, or none. */
    List<Member> called(int constant) {
        if (constants.isMember(constant)) {
            return List.of(constants.member(constant));
        }
        var members = new ArrayList<Member>();
        if (constants.isDynamic(constant)) {
            for (int argument : bootstrap(constants.bootstrap(constant))) {
                if (constants.isHandle(argument)) {
                    members.add(constants.member(constants.handled(argument)));
                }
            }
        }
        return members;
    }

    LineNumbers lines(Member method) {
        return lines.getOrDefault(method, LineNumbers.NONE);
    }

    /** What the maker of a dynamic call is given: for a lambda, among others, a handle to its code. */
    int[] bootstrap(int number) {
        return bootstraps.get(number);
    }
}
