package dev.slipway.lab.shell;

import dev.slipway.lab.shell.Node.Literal;
import dev.slipway.lab.shell.Node.Output;
import dev.slipway.lab.shell.Node.Part;
import dev.slipway.lab.shell.Node.Variable;
import dev.slipway.lab.shell.Node.Word;
import java.util.ArrayList;
import java.util.List;

/** Reads a script character by character: blanks, operators and words. */
class Scanner {
    static final String META = " \t\n;&|<>()";
    private static final Word EMPTY = new Word(List.of());

    String text;
    int at;

    Scanner(String text) {
        this.text = text;
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    boolean atEnd() {
        return at >= text.length();
    }

    void blanks() {
        while (peek() == ' ' || peek() == '\t' || text.startsWith("\\\n", at)) {
            at += peek() == '\\' ? 2 : 1;
        }
        if (peek() == '#') {
            while (!atEnd() && peek() != '\n') {
                at++;
            }
        }
    }

    boolean takes(String operator) {
        boolean here = text.startsWith(operator, at);
        at += here ? operator.length() : 0;
        return here;
    }

    /** Whether a reserved word stands here as a word of its own. */
    boolean sees(String reserved) {
        int end = at + reserved.length();
        return text.startsWith(reserved, at) && (end >= text.length() || META.indexOf(text.charAt(end)) >= 0);
    }

    Word word() {
        var parts = new ArrayList<Part>();
        while (!atEnd() && META.indexOf(peek()) < 0) {
            char c = peek();
            if (c == '\'') {
                parts.add(new Literal(until('\''), true));
            } else if (c == '"') {
                at++;
                parts.add(new Literal("", true));
                parts.addAll(quoted('"'));
                at++;
            } else if (c == '\\') {
                at++;
                parts.add(new Literal(String.valueOf(peek()), true));
                at++;
            } else if (c == '$') {
                parts.add(dollar(false));
            } else if (c == '`') {
                throw new SyntaxError("backquotes; write $(...)");
            } else {
                int from = at;
                while (!atEnd() && (META + "'\"\\$`").indexOf(peek()) < 0) {
                    at++;
                }
                parts.add(new Literal(text.substring(from, at), false));
            }
        }
        return new Word(parts);
    }

    /** What stands between double quotes, or in a here-document. */
    List<Part> quoted(char end) {
        var parts = new ArrayList<Part>();
        var plain = new StringBuilder();
        while (peek() != end || (end == '\0' && !atEnd())) {
            if (atEnd()) {
                throw new SyntaxError("Unterminated quoted string");
            } else if (peek() == '$') {
                parts.add(new Literal(plain.toString(), true));
                plain.setLength(0);
                parts.add(dollar(true));
            } else if (peek() == '\\' && "$`\"\\\n".indexOf(at + 1 < text.length() ? text.charAt(at + 1) : ' ') >= 0) {
                plain.append(text.charAt(at + 1) == '\n' ? "" : String.valueOf(text.charAt(at + 1)));
                at += 2;
            } else {
                plain.append(peek());
                at++;
            }
        }
        parts.add(new Literal(plain.toString(), true));
        return parts;
    }

    private String until(char quote) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw new SyntaxError("Unterminated quoted string");
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        return inside;
    }

    private Part dollar(boolean quoted) {
        at++;
        if (takes("((")) {
            throw new SyntaxError("arithmetic is not known here");
        } else if (takes("(")) {
            var inner = new Parser(text, at);
            Node script = inner.list(")");
            at = inner.at;
            if (!takes(")")) {
                throw new SyntaxError("end of file unexpected (expecting \")\")");
            }
            return new Output(script, quoted);
        } else if (takes("{")) {
            return braced(quoted);
        } else if ("@*#?$!".indexOf(peek()) >= 0 || Character.isDigit(peek())) {
            at++;
            return new Variable(text.substring(at - 1, at), "", EMPTY, quoted);
        }
        String name = name();
        return name.isEmpty() ? new Literal("$", quoted) : new Variable(name, "", EMPTY, quoted);
    }

    private Part braced(boolean quoted) {
        boolean length = takes("#");
        String name = name();
        if (name.isEmpty()) {
            name = String.valueOf(peek());
            at++;
        }
        String operator = length ? "length" : "";
        for (String known : List.of(":-", ":=", ":+", ":?", "%%", "##", "-", "+", "%", "#")) {
            if (operator.isEmpty() && takes(known)) {
                operator = known;
            }
        }
        var argument = new Word(operator.isEmpty() || length ? List.of() : quoted('}'));
        if (!takes("}")) {
            throw new SyntaxError("Bad substitution");
        }
        return new Variable(name, operator, argument, quoted);
    }

    String name() {
        int from = at;
        while (Character.isLetterOrDigit(peek()) || peek() == '_') {
            at++;
        }
        return text.substring(from, at);
    }
}
