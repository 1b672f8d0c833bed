package dev.slipway.complete;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.script.ScriptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between two characters of a script.
 *
 * @param line from 1
 * @param column from 1, in characters as a reader counts them: what takes two units in Java counts once
 */
public record Place(Path file, int line, int column) {
    private static final Pattern FORM = Pattern.compile("(.+):(\\d{1,9}):(\\d{1,9})");

    /** Reads {@code FILE:LINE:COL}. */
    public static Place parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new InvalidInputException(
                    "'" + text + "' is no place in a script",
                    "a place is a file, a line and a column, both counted from 1",
                    "write it like cluster.main.kts:12:5");
        }
        return new Place(Path.of(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    /** This place, once it is known that there is a script with such a place. */
    public Place checked() {
        ScriptFile script = ScriptFile.read(file);
        try {
            offsetIn(Files.readString(script.path()));
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the script " + file + " cannot be read", String.valueOf(e), "make it readable");
        }
        return this;
    }

    /** How many units of the text stand before this place. */
    public int offsetIn(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        if (line < 1 || line > lines.size()) {
            throw nowhere("it has " + lines.size() + " lines", "name a line from 1 to " + lines.size());
        }
        int start = 0;
        for (String before : lines.subList(0, line - 1)) {
            start += before.length() + 1;
        }
        String here = lines.get(line - 1);
        String written = here.endsWith("\r") ? here.substring(0, here.length() - 1) : here;
        int last = written.codePointCount(0, written.length()) + 1;
        if (column < 1 || column > last) {
            throw nowhere("line " + line + " ends at column " + last, "name a column from 1 to " + last);
        }
        return start + written.offsetByCodePoints(0, column - 1);
    }

    private InvalidInputException nowhere(String why, String fix) {
        return new InvalidInputException("there is no place " + this, new Origin(file.toString(), line), why, fix);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
