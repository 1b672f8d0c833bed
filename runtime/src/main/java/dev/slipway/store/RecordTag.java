package dev.slipway.store;

/** The bytes by which frames and the fields in them are told apart. Part of the format: numbers never change. */
final class RecordTag {
    static final int INTENT = 1;
    static final int HANDLE = 2;
    static final int DONE = 3;
    static final int FAILED = 4;
    static final int FORGOT = 5;
    static final int MOVED = 6;

    /** The first frame of every file. */
    static final int BIRTH = 7;

    /** The last frame of a snapshot. */
    static final int END = 8;

    /** What the script gives out; since format 3. */
    static final int GAVE = 9;

    /** Stands alone in a frame: everything before it was synced when it was written; since format 4. */
    static final int SYNCED = 10;

    /** Added to the mark of a frame that defines new words or keys. */
    static final int DEFINES = 0x40;

    /** The parts of what describes a wanted task: format 1 said no more of its rules than whether it was protected. */
    static final int PROTECTED = 1;

    static final int SORT = 1 << 1;
    static final int WITH_RULES = 1 << 2;
    static final int WITH_SECRET_FILES = 1 << 3;

    static final int NOTHING = 0;
    static final int INSIDE = 1;
    static final int IN_BLOB = 2;

    /** The inputs of the open intent. */
    static final int AS_INTENDED = 3;

    /** The outputs of the open intent. */
    static final int AS_BEFORE = 4;

    static final int NOWHERE = -1;

    private RecordTag() {}
}
