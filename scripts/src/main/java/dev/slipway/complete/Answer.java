package dev.slipway.complete;

import dev.slipway.model.InvalidInputException;
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
 * @param problems why there are no suggestions; empty when there is nothing to complain of
 */
public record Answer(List<Problem> problems, Suggestions suggestions) {
    private static final int MOST = 1_000_000;

    public Answer {
        problems = List.copyOf(problems);
    }

    public static Answer of(Suggestions suggestions) {
        return new Answer(List.of(), suggestions);
    }

    public static Answer of(InvalidInputException refused) {
        return new Answer(refused.problems(), new Suggestions("", List.of(), List.of()));
    }

    Suggestions orThrow() {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return suggestions;
    }

    public void write(OutputStream stream) throws IOException {
        var out = new DataOutputStream(stream);
        out.writeInt(problems.size());
        for (Problem problem : problems) {
            out.writeInt(problem.where().line());
            texts(out, problem.where().file(), problem.what(), problem.why(), problem.fix());
        }
        texts(out, suggestions.prefix());
        out.writeInt(suggestions.expected().size());
        for (String type : suggestions.expected()) {
            texts(out, type);
        }
        out.writeInt(suggestions.all().size());
        for (Suggestion one : suggestions.all()) {
            texts(out, one.kind().name(), one.name(), one.signature(), one.type(), one.from(), one.doc());
        }
        out.flush();
    }

    static Answer read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        var problems = new ArrayList<Problem>();
        for (int i = count(in); i > 0; i--) {
            int line = in.readInt();
            var where = new Origin(text(in), line);
            problems.add(new Problem(text(in), where, text(in), text(in)));
        }
        String prefix = text(in);
        var expected = new ArrayList<String>();
        for (int i = count(in); i > 0; i--) {
            expected.add(text(in));
        }
        var all = new ArrayList<Suggestion>();
        for (int i = count(in); i > 0; i--) {
            var kind = Suggestion.Kind.valueOf(text(in));
            all.add(new Suggestion(kind, text(in), text(in), text(in), text(in), text(in)));
        }
        return new Answer(problems, new Suggestions(prefix, expected, all));
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("an answer that makes no sense");
        }
        return count;
    }

    private static void texts(DataOutputStream out, String... texts) throws IOException {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(count(in)), StandardCharsets.UTF_8);
    }
}
