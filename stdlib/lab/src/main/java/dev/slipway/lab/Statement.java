package dev.slipway.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * What a layout says at a line and those below it that are indented.
 *
 * @param number of the first line
 */
record Statement(int number, List<String> words) {
    String verb() {
        return words.get(0);
    }

    String word(int i) {
        return i < words.size() ? words.get(i) : "";
    }

    static List<Statement> of(List<String> lines) {
        var all = new ArrayList<Statement>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            List<String> words = words(line);
            boolean goesOn = !line.isEmpty() && Character.isWhitespace(line.charAt(0)) && !all.isEmpty();
            if (goesOn) {
                all.get(all.size() - 1).words.addAll(words);
            } else if (!words.isEmpty()) {
                all.add(new Statement(i + 1, new ArrayList<>(words)));
            }
        }
        return all;
    }

    /** Words are apart by blanks; what stands between quotes is one, and what follows a {@code #} is for people. */
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (char c : (line + " ").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if (!quoted && (Character.isWhitespace(c) || (c == '#' && !begun))) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
                if (c == '#') {
                    break;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        return words;
    }
}
