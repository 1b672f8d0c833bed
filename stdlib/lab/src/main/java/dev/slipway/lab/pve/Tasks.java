package dev.slipway.lab.pve;

import java.time.Duration;
import java.util.List;

/** Carries tasks through: locks, then volumes, then the time that it takes, then the end. */
final class Tasks {
    private final Datacenter in;

    Tasks(Datacenter in) {
        this.in = in;
    }

    /** Begins a task and gives its name; it does nothing yet when this returns. */
    String start(Node node, String type, String id, String user, TaskBody work) {
        if (in.strikes("no-worker")) {
            throw ApiException.because("got no worker upid - start worker failed");
        }
        long pid = 1000L + node.tasks.keys().size();
        Task task = Task.begun(node.name(), pid, in.now(), type, id, user, work);
        node.tasks.put(task.upid(), task);
        in.after(Duration.ZERO, () -> enter(node, task.upid()));
        return task.upid();
    }

    /** Goes on with what was running when the lab stopped. */
    void resume(Node node) {
        for (Task task : node.tasks.values()) {
            if (task.isRunning()) {
                in.after(Duration.ZERO, () -> enter(node, task.upid()));
            }
        }
    }

    private TaskContext running(Node node, String upid) {
        Task task = node.tasks.get(upid).orElseThrow();
        return new TaskContext(in, in.clusterOf(node), node, task);
    }

    private void enter(Node node, String upid) {
        List<String> locks;
        synchronized (in) {
            TaskContext running = running(node, upid);
            locks = running.task().work().locks(running);
        }
        in.flocks().takeAll(locks, Locks.PATIENCE).thenAccept(missing -> {
            if (!missing.isEmpty()) {
                end(node, upid, Locks.message(missing.get(0)), List.of());
            } else if (!locks.isEmpty() && in.strikes("lock-timeout")) {
                end(node, upid, Locks.message(locks.get(0)), locks);
            } else {
                begin(node, upid, locks);
            }
        });
    }

    private void begin(Node node, String upid, List<String> locks) {
        List<String> storages;
        synchronized (in) {
            TaskContext running = running(node, upid);
            if (!running.task().isRunning()) {
                in.flocks().giveAll(locks); // stopped while it waited
                return;
            } else if (running.task().due() > 0) {
                wait(node, running.task(), locks);
                return;
            }
            try {
                running.task().work().begin(running);
                storages = running.task().work().allocates(running).stream()
                        .map(storage -> Locks.storage(running.cluster(), node, storage))
                        .toList();
            } catch (RuntimeException e) {
                end(node, upid, why(e), locks);
                return;
            }
        }
        allocate(node, upid, locks, storages);
    }

    private void allocate(Node node, String upid, List<String> locks, List<String> storages) {
        if (storages.isEmpty()) {
            synchronized (in) {
                Task task = node.tasks.get(upid).orElseThrow();
                Duration time = in.paces()
                        .of(task.type())
                        .plus(
                                task.work() instanceof CreateVm create && create.imports()
                                        ? in.paces().of("import")
                                        : Duration.ZERO);
                wait(node, node.tasks.put(upid, task.due(in.now() + time.toMillis())), locks);
            }
            return;
        }
        String storage = storages.get(0);
        in.flocks().take(storage, 1, Locks.PATIENCE).thenAccept(had -> {
            if (!had) {
                end(node, upid, Locks.message(storage), locks);
            } else {
                in.after(in.paces().of(TaskDurations.ALLOCATE), () -> {
                    in.flocks().give(storage);
                    allocate(node, upid, locks, storages.subList(1, storages.size()));
                });
            }
        });
    }

    private void wait(Node node, Task task, List<String> locks) {
        long left = Math.max(0, task.due() - in.now());
        in.after(Duration.ofMillis(left), () -> finish(node, task.upid(), locks));
    }

    private void finish(Node node, String upid, List<String> locks) {
        synchronized (in) {
            TaskContext running = running(node, upid);
            Task task = running.task();
            if (task.isRunning() && in.strikes("worker-died")) {
                node.tasks.put(upid, task.ended(in.now(), "unexpected status"));
            } else if (task.isRunning()) {
                try {
                    if (in.strikes("task-fails", task.type())) {
                        throw ApiException.because("it was not to be");
                    }
                    task.work().finish(running);
                } catch (RuntimeException e) {
                    end(node, upid, why(e), locks);
                    return;
                }
                node.tasks.get(upid).ifPresent(done -> node.tasks.put(upid, done.ended(in.now(), "OK")));
            }
        }
        in.flocks().giveAll(locks);
    }

    /** Somebody stops a task. */
    void stop(Node node, Task task) {
        if (task.isRunning()) {
            end(node, task.upid(), "received interrupt", List.of());
        }
    }

    private void end(Node node, String upid, String exit, List<String> locks) {
        synchronized (in) {
            TaskContext running = running(node, upid);
            if (running.task().isRunning()) {
                clean(running);
                node.tasks.put(upid, running.task().ended(in.now(), exit));
            }
        }
        in.flocks().giveAll(locks);
    }

    /** What there is to clean may be gone already. */
    private static void clean(TaskContext running) {
        try {
            running.task().work().fail(running);
        } catch (ApiException e) {
            running.node().tasks.put(running.task().upid(), running.task().says(e.text()));
        }
    }

    private static String why(RuntimeException e) {
        return e instanceof ApiException refused ? refused.text() : "the lab does not know what to do: " + e;
    }
}
