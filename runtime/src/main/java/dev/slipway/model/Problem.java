package dev.slipway.model;

/**
 * Something wrong, in four parts: what, where, why, and what to do. The only way Slipway words an error.
 *
 * @param what one sentence that names the thing and echoes the value
 * @param where the script line, or {@link Origin#NONE} where there is none
 * @param why what was expected and what was found
 * @param fix what the operator can do now
 */
public record Problem(String what, Origin where, String why, String fix) {
    @Override
    public String toString() {
        var text = new StringBuilder();
        if (!where.equals(Origin.NONE)) {
            text.append(where).append(": ");
        }
        text.append(what);
        if (!why.isEmpty()) {
            text.append("\n  why: ").append(why);
        }
        if (!fix.isEmpty()) {
            text.append("\n  do:  ").append(fix);
        }
        return text.toString();
    }
}
