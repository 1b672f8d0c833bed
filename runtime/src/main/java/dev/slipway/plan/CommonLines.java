package dev.slipway.plan;

import java.util.List;

/** What two texts have in common, line by line. */
final class CommonLines {
    private CommonLines() {}

    /** {@code [i][j]}: how many lines they still share, in order, from line i of the one and line j of the other. */
    static int[][] of(List<String> one, List<String> other) {
        var common = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                common[i][j] = one.get(i).equals(other.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
