package dev.slipway.plan;

/**
 * How much of a plan is shown.
 *
 * @param width how many characters a line should have at most; values are shortened to fit, keys never are
 * @param all every step and every line of every value, however many
 */
public record Detail(int width, boolean all) {
    public static final Detail NORMAL = new Detail(100, false);
    public static final Detail ALL = new Detail(Integer.MAX_VALUE, true);

    private static final int LEAST = 24;

    /** How many characters one of so many values on a line may have. */
    int each(int values) {
        return all ? Integer.MAX_VALUE : Math.max(LEAST, (width - LEAST) / values);
    }
}
