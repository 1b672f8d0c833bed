package dev.slipway.plan;

/** Why a step is what it is, in a word; the fields say the rest. */
public enum Cause {
    UNCHANGED("nothing has changed"),
    NEW("not in state"),
    CHANGED("configuration changed"),
    DRIFTED("changed outside Slipway"),
    VANISHED("deleted outside Slipway"),
    UPSTREAM("depends on a value known after apply"),
    NEW_CODE("the code for its kind has a new version"),
    REPEATED("runs on every apply"),
    OUTPUT_LOST("output file missing or modified"),
    FORCED("replacement requested"),
    REMOVED("no longer declared"),
    TEARDOWN("destroy requested"),
    CONTAINER_REPLACED("what contains it is replaced"),
    CONTAINER_DELETED("it is deleted with what contains it"),
    GUARDED("what guards it is in place by then"),
    LEFTOVER("old object left over from a replacement"),
    EXISTS("already exists and may be adopted"),
    MOVED("renamed"),
    REMEMBERED("only its recorded state changes"),
    PROTECTED("it is protected"),
    NEEDED("something protected is built on it"),
    RETAINED("a part of it that holds data is kept"),
    EXCLUDED("excluded from this run"),
    UNEXPANDED("the number is known after apply"),
    UNSEEN("it could not be read"),
    UNDER_WAY("another run is at work on it"),
    INTERRUPTED("interrupted: the next up settles it"),
    BLOCKED("it depends on something that could not be read"),
    NOT_YET("not found yet; waiting for it"),
    OFFLINE("not read: this plan is made offline");

    private final String text;

    Cause(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
