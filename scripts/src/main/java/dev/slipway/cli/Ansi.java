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
        boolean row = line.startsWith("  ") && line.length() > 3 && line.charAt(2) != ' ' && line.charAt(3) == ' ';
        if (!row) {
            return line.startsWith(" ") ? DIM + line + END : BOLD + line + END;
        }
        return switch (line.charAt(2)) {
            case '+', '>', '&' -> GREEN + line + END;
            case '-', 'x', '!' -> RED + line + END;
            default -> YELLOW + line + END;
        };
    }

    String bad(String text) {
        return on ? RED + text + END : text;
    }

    String dim(String text) {
        return on ? DIM + text + END : text;
    }
}
