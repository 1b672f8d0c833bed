package dev.slipway.lab.shell;

import dev.slipway.lab.shell.Node.Literal;
import dev.slipway.lab.shell.Node.Output;
import dev.slipway.lab.shell.Node.Part;
import dev.slipway.lab.shell.Node.Variable;
import dev.slipway.lab.shell.Node.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes fields of words: variables, outputs, splitting. File names are not made of patterns. */
final class Expansion {
    private final Shell shell;

    Expansion(Shell shell) {
        this.shell = shell;
    }

    List<String> fields(List<Word> words) throws IOException, InterruptedException {
        var fields = new ArrayList<String>();
        for (Word word : words) {
            fields(word, fields);
        }
        return fields;
    }

    /** One word as one text, without splitting: assignments, targets of redirections. */
    String text(Word word) throws IOException, InterruptedException {
        var text = new StringBuilder();
        for (Part part : word.parts()) {
            text.append(value(part));
        }
        return text.toString();
    }

    private void fields(Word word, List<String> fields) throws IOException, InterruptedException {
        StringBuilder field = new StringBuilder();
        boolean open = false;
        for (Part part : word.parts()) {
            if (part instanceof Variable all && all.name().equals("@") && all.quoted()) {
                List<String> arguments = shell.arguments();
                for (int i = 0; i < arguments.size(); i++) {
                    if (i > 0) {
                        fields.add(field.toString());
                        field = new StringBuilder();
                    }
                    field.append(arguments.get(i));
                    open = true;
                }
                continue;
            }
            String value = value(part);
            if (isQuoted(part)) {
                // "$@" of no arguments is no field, and neither are the empty quotes that hold it
                open |= !value.isEmpty() || !holdsAll(word);
                field.append(value);
            } else if (part instanceof Literal) {
                open = true;
                field.append(value);
            } else {
                for (int i = 0; i < value.length(); i++) {
                    char c = value.charAt(i);
                    if (c == ' ' || c == '\t' || c == '\n') {
                        if (open) {
                            fields.add(field.toString());
                        }
                        field = new StringBuilder();
                        open = false;
                    } else {
                        field.append(c);
                        open = true;
                    }
                }
            }
        }
        if (open) {
            fields.add(field.toString());
        }
    }

    private static boolean holdsAll(Word word) {
        return word.parts().stream()
                .anyMatch(part -> part instanceof Variable all && all.name().equals("@"));
    }

    private static boolean isQuoted(Part part) {
        return part instanceof Literal literal && literal.quoted()
                || part instanceof Variable variable && variable.quoted()
                || part instanceof Output output && output.quoted();
    }

    private String value(Part part) throws IOException, InterruptedException {
        if (part instanceof Literal literal) {
            return literal.text();
        } else if (part instanceof Output output) {
            return shell.output(output.script());
        }
        return variable((Variable) part);
    }

    private String variable(Variable variable) throws IOException, InterruptedException {
        String value = shell.variable(variable.name());
        boolean unset = value == null || (value.isEmpty() && variable.operator().startsWith(":"));
        String plain = value == null ? "" : value;
        return switch (variable.operator()) {
            case "length" -> Integer.toString(plain.length());
            case ":-", "-" -> unset ? text(variable.argument()) : plain;
            case ":+", "+" -> unset ? "" : text(variable.argument());
            case ":=" -> unset ? shell.assign(variable.name(), text(variable.argument())) : plain;
            case ":?" -> {
                if (unset) {
                    throw new Shell.Exit(2, variable.name() + ": " + text(variable.argument()));
                }
                yield plain;
            }
            case "%" -> Patterns.withoutEnd(plain, text(variable.argument()), false);
            case "%%" -> Patterns.withoutEnd(plain, text(variable.argument()), true);
            case "#" -> Patterns.withoutStart(plain, text(variable.argument()), false);
            case "##" -> Patterns.withoutStart(plain, text(variable.argument()), true);
            default -> plain;
        };
    }

    /** A word as a pattern: what is quoted in it stands for itself. */
    String pattern(Word word) throws IOException, InterruptedException {
        var pattern = new StringBuilder();
        for (Part part : word.parts()) {
            String value = value(part);
            pattern.append(isQuoted(part) ? value.replaceAll("([*?\\[\\\\])", "\\\\$1") : value);
        }
        return pattern.toString();
    }
}
