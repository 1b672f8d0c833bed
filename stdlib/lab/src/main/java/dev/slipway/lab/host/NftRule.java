package dev.slipway.lab.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One rule of nftables, read as strictly as the real program reads it, and written as that lists it. */
final class NftRule {
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|!=|[{},]|[^\\s\"{},]+");
    private static final Pattern V4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}(/\\d{1,2})?");
    private static final Pattern V6 = Pattern.compile("[0-9a-f]*:[0-9a-f:]*(/\\d{1,3})?");

    private final Deque<String> rest = new ArrayDeque<>();
    private final List<String> out = new ArrayList<>();
    private final String hook;
    private boolean decided;

    private NftRule(String text, String hook) {
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            rest.add(token.group());
        }
        this.hook = hook;
    }

    static String read(String text, String hook) throws NftError {
        var rule = new NftRule(text, hook);
        while (!rule.rest.isEmpty()) {
            rule.statement();
        }
        return String.join(" ", rule.out).replace(" ,", ",");
    }

    private void statement() throws NftError {
        String first = take();
        if (decided && !first.equals("comment")) {
            throw new NftError("Error: Statement after terminal statement has no effect");
        }
        switch (first) {
            case "ip", "ip6" -> match(first.equals("ip6"));
            case "tcp", "udp" -> {
                expect("dport", "sport");
                ports(take());
            }
            case "oifname", "iifname" -> quoted();
            case "ct" -> {
                expect("status");
                expect("dnat", "snat");
            }
            case "counter" -> counter();
            case "dnat", "snat" -> translate(first);
            case "masquerade" -> decide(hook.equals("postrouting"));
            case "accept", "drop", "return" -> decide(true);
            case "comment" -> quoted();
            default -> throw NftError.unexpected(first);
        }
    }

    private void match(boolean v6) throws NftError {
        expect("saddr", "daddr");
        if (!rest.isEmpty() && rest.peek().equals("!=")) {
            take();
        }
        if (!rest.isEmpty() && rest.peek().equals("{")) {
            take();
            do {
                address(take(), v6);
            } while (expect(",", "}").equals(","));
        } else {
            address(take(), v6);
        }
    }

    private void counter() throws NftError {
        if (!rest.isEmpty() && rest.peek().equals("packets")) {
            take();
            take();
            expect("bytes");
            take();
        } else {
            out.addAll(List.of("packets", "0", "bytes", "0"));
        }
    }

    private void translate(String verb) throws NftError {
        boolean v6 = expect("ip", "ip6").equals("ip6");
        expect("to");
        String to = take();
        Matcher pair = Pattern.compile(v6 ? "\\[([^]]*)]:(.*)" : "([^:]*):(.*)").matcher(to);
        address(pair.matches() ? pair.group(1) : to, v6);
        if (pair.matches()) {
            ports(pair.group(2));
        }
        decide(verb.equals("snat") ? hook.equals("postrouting") : hook.equals("prerouting") || hook.equals("output"));
    }

    private void decide(boolean fits) throws NftError {
        if (!fits) {
            throw new NftError("Error: Could not process rule: Operation not supported");
        }
        decided = true;
    }

    private void address(String text, boolean v6) throws NftError {
        if (!(v6 ? V6 : V4).matcher(text).matches()) {
            throw new NftError("Error: Could not resolve hostname: Address family for hostname not supported");
        }
    }

    private void ports(String text) throws NftError {
        for (String each : text.split("-", -1)) {
            if (!each.matches("\\d{1,5}") || Integer.parseInt(each) > 65535) {
                throw new NftError("Error: Value " + each + " exceeds valid range 0-65535");
            }
        }
    }

    private void quoted() throws NftError {
        String text = take();
        if (!text.startsWith("\"")) {
            throw NftError.unexpected(text);
        }
    }

    private String expect(String... words) throws NftError {
        String word = take();
        if (!List.of(words).contains(word)) {
            throw NftError.unexpected(word);
        }
        return word;
    }

    private String take() throws NftError {
        String word = rest.poll();
        if (word == null) {
            throw NftError.unexpected("newline");
        }
        out.add(word);
        return word;
    }
}
