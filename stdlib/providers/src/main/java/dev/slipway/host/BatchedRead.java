package dev.slipway.host;

import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Listing;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.Token;
import dev.slipway.ssh.Remote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * How objects of one kind are looked at: by a script that prints what one of them is like. Many of one host are looked at
 * by one program, and whatever prints what it printed before is as it was.
 *
 * @param arguments what the script is told of an object
 */
record BatchedRead(Hosts hosts, String script, Function<Fields, List<String>> arguments) {
    /** So many that a program of them lasts about a second, and prints far less than we keep. */
    private static final int AT_ONCE = 200;

    private static final String END = "\n# slipway ";

    /** What the script prints of one object. */
    String at(Fields inputs, CallContext ticket) {
        return hosts.look(inputs, ticket, script, arguments.apply(inputs).toArray(String[]::new));
    }

    /** What tells one look from another. What is printed of a secret file tells nobody anything without our key. */
    static Token token(String printed, CallContext ticket) {
        return new Token(ticket.digest(printed.strip()).toString());
    }

    /** Everything of this kind that is reached in the same way. */
    static Listing listing(ObjectRef subject) {
        Fields inputs = subject.inputs();
        return new Listing(
                Hosts.host(inputs) + " " + Hasher.of(inputs.get(Hosts.HOST)).brief(), false);
    }

    /** A look at all of them. Who cannot be looked at in this way is left out. */
    CompletionStage<Map<String, Token>> at(List<ObjectRef> subjects, CallContext ticket) {
        var parts = new ArrayList<CompletableFuture<Map<String, Token>>>();
        for (int i = 0; i < subjects.size(); i += AT_ONCE) {
            List<ObjectRef> part = subjects.subList(i, Math.min(i + AT_ONCE, subjects.size()));
            parts.add(CompletableFuture.supplyAsync(() -> together(part, ticket), ticket.blocking()));
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).thenApply(done -> {
            var all = new HashMap<String, Token>();
            parts.forEach(part -> all.putAll(part.join()));
            return all;
        });
    }

    private Map<String, Token> together(List<ObjectRef> subjects, CallContext ticket) {
        var whole = new StringBuilder("look=" + Remote.quoted(script) + "\n");
        for (ObjectRef subject : subjects) {
            whole.append("( set --");
            arguments.apply(subject.inputs()).forEach(word -> whole.append(' ').append(Remote.quoted(word)));
            whole.append("; eval \"$look\" ) 2>/dev/null; printf '\\n# slipway %s\\n' \"$?\"\n");
        }
        Remote.End end = hosts.of(subjects.get(0).inputs(), ticket).look(whole.toString());
        String[] looks = end.stdout().split(END, -1);
        var tokens = new HashMap<String, Token>();
        for (int i = 0; looks.length == subjects.size() + 1 && i < subjects.size(); i++) {
            String printed = i == 0 ? looks[i] : looks[i].substring(looks[i].indexOf('\n') + 1);
            if (looks[i + 1].startsWith("0\n")) {
                tokens.put(subjects.get(i).id(), token(printed, ticket));
            }
        }
        return tokens;
    }
}
