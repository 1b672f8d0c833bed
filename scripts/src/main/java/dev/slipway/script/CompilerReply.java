package dev.slipway.script;

import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the compiler's process tells ours.
 *
 * @param good whether it wrote the jar; then the problems are mere warnings
 */
public record CompilerReply(boolean good, List<Problem> problems) {
    private static final int MOST = 10_000;

    public CompilerReply {
        problems = List.copyOf(problems);
    }

    public void write(OutputStream stream) throws IOException {
        var out = new DataOutputStream(stream);
        out.writeBoolean(good);
        out.writeInt(problems.size());
        for (Problem problem : problems) {
            write(problem.what(), out);
            write(problem.where().file(), out);
            out.writeInt(problem.where().line());
            write(problem.why(), out);
            write(problem.fix(), out);
        }
        out.flush();
    }

    static CompilerReply read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        boolean good = in.readBoolean();
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("an answer that makes no sense");
        }
        var problems = new ArrayList<Problem>();
        for (int i = 0; i < count; i++) {
            String what = text(in);
            var where = new Origin(text(in), in.readInt());
            problems.add(new Problem(what, where, text(in), text(in)));
        }
        return new CompilerReply(good, problems);
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
