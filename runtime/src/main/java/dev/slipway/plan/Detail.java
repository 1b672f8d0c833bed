package dev.slipway.plan;

import dev.slipway.provide.Schema;
import java.util.function.Function;

/**
 * How much of a plan is shown.
 *
 * @param width how many characters a line should have at most; values are shortened to fit, keys never are
 * @param all every step and every line of every value, however many
 * @param shapes what each kind declares of its fields: those that only say how a resource is reached are not shown
 */
public record Detail(int width, boolean all, Function<? super String, Schema> shapes) {
    public static final Detail NORMAL = new Detail(100, false);
    public static final Detail ALL = new Detail(Integer.MAX_VALUE, true);

    public Detail(int width, boolean all) {
        this(width, all, kind -> Schema.OPEN);
    }

    public Detail shaped(Function<? super String, Schema> byKind) {
        return new Detail(width, all, byKind);
    }

    private static final int LEAST = 24;

    /** How many characters one of so many values on a line may have. */
    int each(int values) {
        return all ? Integer.MAX_VALUE : Math.max(LEAST, (width - LEAST) / values);
    }
}
