package dev.slipway.lab.pve;

import java.util.List;

/** What a task does, as data: a lab that is started again goes on with it. */
sealed interface TaskBody
        permits GuestWork,
                HaWork,
                FileWork,
                CephWork,
                FormCluster,
                JoinCluster,
                ResizeDisk,
                MoveDisk,
                CloneVm,
                MigrateVm,
                ReloadNetwork {
    /** The locks that it holds as long as it runs. */
    default List<String> locks(TaskContext in) {
        return List.of();
    }

    /** The storages on which it makes volumes; each is locked while it does. */
    default List<String> allocates(TaskContext in) {
        return List.of();
    }

    /** What it refuses at once, and what it marks as being worked on. It may be called twice. */
    default void begin(TaskContext in) {}

    /** What has come of it. */
    void finish(TaskContext in);

    /** What it leaves behind when it did not come to its end. */
    default void fail(TaskContext in) {}
}
