package dev.slipway.cli;

/** Colours, for those who see them; whoever does not loses nothing. */
record Ansi(boolean on) {
    private static final String END = "\u001b[0m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";

    /** A line of a plan, by its sign. */
    String planLine(String line) {
        if (!on || line.isEmpty()) {
            return line;
        }
        int sign = sign(line, 2) ? 2 : 4; // a step of a component is indented below it
        if (!sign(line, sign)) {
            return line.startsWith(" ") ? DIM + line + END : BOLD + line + END;
        }
        return switch (line.charAt(sign)) {
            case '+', '>', '&' -> GREEN + line + END;
            case '-', 'x', '!' -> RED + line + END;
            default -> YELLOW + line + END;
        };
    }

    private static boolean sign(String line, int at) {
        return line.length() > at + 1
                && line.substring(0, at).isBlank()
                && line.charAt(at) != ' '
                && line.charAt(at + 1) == ' ';
    }

    String bad(String text) {
        return on ? RED + text + END : text;
    }

    String dim(String text) {
        return on ? DIM + text + END : text;
    }
}
