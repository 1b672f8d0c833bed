package dev.slipway;

import java.util.List;

/** The lines that left and the lines that came, each under the last line that stayed. */
final class LineDiff {
    static String of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int[][] common = commonFrom(old, now);
        StringBuilder diff = new StringBuilder();
        String stayed = "";
        for (int i = 0, j = 0; i < old.size() || j < now.size(); ) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                stayed = "  " + old.get(i) + "\n";
                i++;
                j++;
                continue;
            }
            diff.append(stayed);
            stayed = "";
            if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                diff.append("- ").append(old.get(i++)).append('\n');
            } else {
                diff.append("+ ").append(now.get(j++)).append('\n');
            }
        }
        return diff.toString();
    }

    /** {@code [i][j]}: how many lines the texts still share from line i of the one and line j of the other. */
    private static int[][] commonFrom(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private LineDiff() {}
}
