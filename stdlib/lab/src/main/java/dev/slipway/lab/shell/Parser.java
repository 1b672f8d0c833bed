package dev.slipway.lab.shell;

import dev.slipway.lab.shell.Node.Arm;
import dev.slipway.lab.shell.Node.Literal;
import dev.slipway.lab.shell.Node.Redirect;
import dev.slipway.lab.shell.Node.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a script as a tree. */
final class Parser extends Scanner {
    private static final List<String> ENDS = List.of("then", "fi", "else", "elif", "do", "done", "esac", "in", "}");
    private static final Pattern REDIRECT = Pattern.compile("\\G([0-9]?)(>>|>&|<<|>|<)");
    private static final Pattern ASSIGNMENT = Pattern.compile("\\G([A-Za-z_][A-Za-z0-9_]*)=");

    Parser(String text, int at) {
        super(text);
        this.at = at;
    }

    static Node parse(String text) {
        var parser = new Parser(text, 0);
        Node node = parser.list("");
        if (!parser.atEnd()) {
            throw new SyntaxError("\"" + parser.peek() + "\" unexpected");
        }
        return node;
    }

    /** Commands until the end, or until something that ends a list. */
    Node list(String end) {
        var nodes = new ArrayList<Node>();
        while (true) {
            separators();
            if (atEnd() || (!end.isEmpty() && text.startsWith(end, at)) || text.startsWith(";;", at)) {
                return new Node.Sequence(nodes);
            } else if (ENDS.stream().anyMatch(this::sees)) {
                return new Node.Sequence(nodes);
            }
            nodes.add(andOr());
            blanks();
            if (peek() == '&') {
                throw new SyntaxError("background jobs are not known here");
            } else if (peek() != ';' && peek() != '\n' && !atEnd() && peek() != ')') {
                throw new SyntaxError("\"" + peek() + "\" unexpected");
            }
        }
    }

    private void separators() {
        blanks();
        while (peek() == '\n' || (peek() == ';' && !text.startsWith(";;", at))) {
            at++;
            blanks();
        }
    }

    private Node andOr() {
        Node left = pipe();
        while (true) {
            blanks();
            boolean and = takes("&&");
            if (!and && !takes("||")) {
                return left;
            }
            separators();
            left = new Node.AndOr(left, and, pipe());
        }
    }

    private Node pipe() {
        blanks();
        boolean negated = sees("!") && takes("!");
        var stages = new ArrayList<>(List.of(command()));
        blanks();
        while (peek() == '|' && !text.startsWith("||", at)) {
            at++;
            separators();
            stages.add(command());
            blanks();
        }
        return stages.size() == 1 && !negated ? stages.get(0) : new Node.Pipe(stages, negated);
    }

    private Node command() {
        blanks();
        if (reserved("{")) {
            Node body = list("}");
            expect("}");
            return new Node.Group(body, false, redirects());
        } else if (takes("(")) {
            Node body = list(")");
            expect(")");
            return new Node.Group(body, true, redirects());
        } else if (reserved("if")) {
            Node node = conditional();
            return new Node.Group(node, false, redirects());
        } else if (reserved("for")) {
            return new Node.Group(loop(), false, redirects());
        } else if (sees("while") || sees("until")) {
            boolean until = reserved("until") || !reserved("while");
            Node condition = list("");
            expect("do");
            Node body = list("");
            expect("done");
            return new Node.Group(new Node.While(condition, until, body), false, redirects());
        } else if (reserved("case")) {
            return new Node.Group(choice(), false, redirects());
        }
        return simple();
    }

    private boolean reserved(String word) {
        return sees(word) && takes(word);
    }

    private void expect(String word) {
        separators();
        if (!takes(word)) {
            throw new SyntaxError(
                    (atEnd() ? "end of file" : "\"" + peek() + "\"") + " unexpected (expecting \"" + word + "\")");
        }
    }

    private Node conditional() {
        Node condition = list("");
        expect("then");
        Node then = list("");
        if (reserved("elif")) {
            return new Node.If(condition, then, conditional());
        }
        Node otherwise = reserved("else") ? list("") : new Node.Sequence(List.of());
        expect("fi");
        return new Node.If(condition, then, otherwise);
    }

    private Node loop() {
        blanks();
        String name = name();
        var words = new ArrayList<Word>();
        separators();
        if (reserved("in")) {
            for (blanks(); peek() != ';' && peek() != '\n' && !atEnd(); blanks()) {
                words.add(word());
            }
        } else {
            throw new SyntaxError("\"" + peek() + "\" unexpected (expecting \"in\")");
        }
        expect("do");
        Node body = list("");
        expect("done");
        return new Node.For(name, words, body);
    }

    private Node choice() {
        blanks();
        Word word = word();
        expect("in");
        var arms = new ArrayList<Arm>();
        for (separators(); !sees("esac"); separators()) {
            takes("(");
            var patterns = new ArrayList<Word>();
            do {
                blanks();
                patterns.add(word());
                blanks();
            } while (takes("|"));
            expect(")");
            arms.add(new Arm(patterns, list("")));
            separators();
            takes(";;");
        }
        expect("esac");
        return new Node.Case(word, arms);
    }

    private Node simple() {
        var assignments = new LinkedHashMap<String, Word>();
        var words = new ArrayList<Word>();
        var redirects = new ArrayList<Redirect>();
        for (blanks(); !atEnd(); blanks()) {
            Matcher assignment = ASSIGNMENT.matcher(text);
            if (!redirects(redirects)) {
                if (words.isEmpty() && assignment.find(at)) {
                    at = assignment.end();
                    assignments.put(assignment.group(1), word());
                } else if (META.indexOf(peek()) < 0) {
                    words.add(word());
                } else {
                    break;
                }
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirects.isEmpty()) {
            throw new SyntaxError((atEnd() ? "end of file" : "\"" + peek() + "\"") + " unexpected");
        }
        return new Node.Simple(assignments, words, redirects);
    }

    private List<Redirect> redirects() {
        var redirects = new ArrayList<Redirect>();
        do {
            blanks();
        } while (redirects(redirects));
        return redirects;
    }

    private boolean redirects(List<Redirect> redirects) {
        Matcher redirect = REDIRECT.matcher(text);
        if (!redirect.find(at)) {
            return false;
        }
        at = redirect.end();
        String sort = redirect.group(2);
        int descriptor =
                redirect.group(1).isEmpty() ? (sort.startsWith("<") ? 0 : 1) : Integer.parseInt(redirect.group(1));
        blanks();
        Word target = word();
        redirects.add(new Redirect(descriptor, sort, sort.equals("<<") ? document(target) : target));
        return true;
    }

    /** Takes a here-document out of the lines below; the rest of this line is read on as if they were not there. */
    private Word document(Word limit) {
        var name = new StringBuilder();
        boolean literal = false;
        for (Node.Part part : limit.parts()) {
            Literal plain = (Literal) part;
            literal |= plain.quoted();
            name.append(plain.text());
        }
        int line = text.indexOf('\n', at);
        int end = line < 0 ? -1 : (text.substring(line) + "\n").indexOf("\n" + name + "\n");
        if (end < 0) {
            throw new SyntaxError("a here-document without its end, " + name);
        }
        String body = end == 0 ? "" : text.substring(line + 1, line + end + 1);
        String rest =
                text.substring(at, line) + text.substring(Math.min(text.length(), line + end + 1 + name.length()));
        text = text.substring(0, at) + rest;
        return literal ? new Word(List.of(new Literal(body, true))) : new Word(new Scanner(body).quoted('\0'));
    }
}
