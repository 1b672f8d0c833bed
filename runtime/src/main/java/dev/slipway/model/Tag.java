package dev.slipway.model;

/** The first byte of every value in canonical form. Numbers are part of the format and never change. */
final class Tag {
    static final int ABSENT = 0;
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int WHOLE = 3;
    static final int DECIMAL = 4;
    static final int TEXT = 5;
    static final int ITEMS = 6;
    static final int FIELDS = 7;
    static final int REF = 8;
    static final int SECRET = 9;
    static final int CONTENT = 10;
    static final int UNKNOWN = 11;
    static final int SECRET_CONTENT = 12;

    private Tag() {}
}
