package dev.slipway.lab.pve;

import java.util.List;

/** What a task does, as data: a lab that is started again goes on with it. */
sealed interface Work
        permits GuestWork, HaWork, FileWork, CephWork, Formed, Joined, Resize, Move, Copy, Sent, Reloaded {
    /** The locks that it holds as long as it runs. */
    default List<String> locks(Running in) {
        return List.of();
    }

    /** The storages on which it makes volumes; each is locked while it does. */
    default List<String> allocates(Running in) {
        return List.of();
    }

    /** What it refuses at once, and what it marks as being worked on. It may be called twice. */
    default void begin(Running in) {}

    /** What has come of it. */
    void finish(Running in);

    /** What it leaves behind when it did not come to its end. */
    default void fail(Running in) {}
}
