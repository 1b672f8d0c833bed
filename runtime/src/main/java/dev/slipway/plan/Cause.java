package dev.slipway.plan;

/** Why a step is what it is, in a word; the fields say the rest. */
public enum Cause {
    UNCHANGED("nothing has changed"),
    NEW("it is not recorded yet"),
    CHANGED("its declaration has changed"),
    DRIFTED("somebody changed it behind our back"),
    VANISHED("it was deleted behind our back"),
    UPSTREAM("something it refers to is not known yet"),
    NEW_CODE("the code for its kind has a new version"),
    OUTPUT_LOST("a file that it wrote is missing or altered"),
    FORCED("its replacement was asked for"),
    REMOVED("it is no longer declared"),
    TEARDOWN("everything is to be taken down"),
    CONTAINER_REPLACED("what contains it is replaced"),
    CONTAINER_DELETED("it is deleted with what contains it"),
    GUARDED("what guards it is in place by then"),
    LEFTOVER("a replacement left the former object behind"),
    EXISTS("it exists already and may be adopted"),
    MOVED("it goes by another name now"),
    REMEMBERED("only what is remembered of it changes"),
    PROTECTED("it is protected"),
    NEEDED("something protected is built on it"),
    RETAINED("a part of it that holds data is kept"),
    EXCLUDED("it is left out of this run"),
    UNEXPANDED("how many there are is not known yet"),
    UNSEEN("it could not be read"),
    UNDER_WAY("another run is at work on it"),
    INTERRUPTED("interrupted: the next up settles it"),
    BLOCKED("it depends on something that could not be read"),
    NOT_YET("it is not there yet, and is waited for");

    private final String text;

    Cause(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
