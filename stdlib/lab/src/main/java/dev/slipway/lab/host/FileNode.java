package dev.slipway.lab.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One file or directory.
 *
 * @param changed when, in milliseconds of the lab
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes a content: whoever writes makes another
record FileNode(boolean directory, int mode, String owner, String group, long number, long changed, byte[] content) {
    private static final int HEADER = 160;

    String modeText() {
        return Integer.toOctalString(mode);
    }

    FileNode mode(int other, long now) {
        return new FileNode(directory, other, owner, group, number, now, content);
    }

    FileNode owner(String other, String otherGroup, long now) {
        return new FileNode(directory, mode, other, otherGroup, number, now, content);
    }

    FileNode content(byte[] other, long now) {
        return new FileNode(directory, mode, owner, group, number, now, other);
    }

    /** Whether somebody may read (4) or write (2) it. */
    boolean allows(String user, int what) {
        int bits = user.equals(owner) ? mode >> 6 : user.equals(group) ? mode >> 3 : mode;
        return user.equals("root") || (bits & what) != 0;
    }

    byte[] bytes() {
        String head = String.join(
                " ", directory ? "d" : "f", modeText(), owner, group, Long.toString(number), Long.toString(changed));
        var out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(head.getBytes(StandardCharsets.UTF_8), HEADER));
        out.writeBytes(content);
        return out.toByteArray();
    }

    static FileNode of(byte[] bytes) {
        String[] part =
                new String(bytes, 0, HEADER, StandardCharsets.UTF_8).trim().split(" ", -1);
        return new FileNode(
                part[0].equals("d"),
                Integer.parseInt(part[1], 8),
                part[2],
                part[3],
                Long.parseLong(part[4]),
                Long.parseLong(part[5]),
                Arrays.copyOfRange(bytes, HEADER, bytes.length));
    }
}
