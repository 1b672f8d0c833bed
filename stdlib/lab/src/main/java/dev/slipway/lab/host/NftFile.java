package dev.slipway.lab.host;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file for nft, carried out line by line on a copy of what the kernel has: all of it takes effect, or nothing. */
final class NftFile {
    private static final Pattern DELETE = Pattern.compile("delete table (inet|ip|ip6) (\\w+)");
    private static final Pattern DECLARE = Pattern.compile("table (inet|ip|ip6) (\\w+)( \\{)?");
    private static final Pattern CHAIN = Pattern.compile("chain (\\w+) \\{");
    private static final Pattern TYPE = Pattern.compile("type nat hook (prerouting|input|output|postrouting) priority "
            + "(-?\\d+|(dstnat|srcnat|filter)( [-+] \\d+)?); policy accept;");

    private final Map<String, String> tables;
    private String table = "";
    private String hook = "";
    private boolean inChain;
    private StringBuilder body = new StringBuilder();

    NftFile(Map<String, String> tables) {
        this.tables = tables;
    }

    void run(String name, String text) throws NftError {
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            try {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    line(line);
                }
            } catch (NftError e) {
                throw new NftError(name + ":" + (i + 1) + ":1-" + line.length() + ": " + e.getMessage() + "\n" + line);
            }
        }
        if (!table.isEmpty()) {
            throw new NftError(name + ":" + (lines.size() + 1) + ":1-1: Error: syntax error, unexpected end of file");
        }
    }

    private void line(String line) throws NftError {
        if (table.isEmpty()) {
            outside(line);
        } else if (line.equals("}")) {
            close();
        } else if (!inChain) {
            Matcher chain = CHAIN.matcher(line);
            if (!chain.matches()) {
                throw NftError.unexpected(line);
            }
            inChain = true;
            hook = "";
            body.append(body.toString().endsWith("{\n") ? "" : "\n")
                    .append("\t")
                    .append(line)
                    .append('\n');
        } else {
            inside(line);
        }
    }

    private void outside(String line) throws NftError {
        Matcher delete = DELETE.matcher(line);
        Matcher declare = DECLARE.matcher(line);
        if (delete.matches()) {
            if (tables.remove(delete.group(1) + " " + delete.group(2)) == null) {
                throw new NftError("Error: Could not process rule: No such file or directory");
            }
        } else if (declare.matches()) {
            String name = declare.group(1) + " " + declare.group(2);
            String before = tables.putIfAbsent(name, "table " + name + " {\n}\n");
            if (declare.group(3) != null && before != null && before.contains("chain")) {
                throw new NftError("Error: this host adds no rules to tables that have some; delete it first");
            } else if (declare.group(3) != null) {
                table = name;
                body = new StringBuilder("table " + name + " {\n");
            }
        } else if (line.equals("flush ruleset")) {
            tables.keySet().removeIf(name -> name.matches("(inet|ip|ip6) .*"));
        } else {
            throw NftError.unexpected(line);
        }
    }

    private void inside(String line) throws NftError {
        Matcher type = TYPE.matcher(line);
        if (hook.isEmpty() && type.matches()) {
            hook = type.group(1);
            body.append("\t\t").append(line).append('\n');
        } else {
            body.append("\t\t").append(NftRule.read(line, hook)).append('\n');
        }
    }

    private void close() {
        if (inChain) {
            inChain = false;
            body.append("\t}\n");
        } else {
            tables.put(table, body.append("}\n").toString());
            table = "";
        }
    }
}
