package dev.slipway.model;

/**
 * One unit of work, as data: a kind, a name and typed inputs. No task holds code; the code for a kind is found through
 * the registry, so that a graph can be written to a file, sent, compared and explained.
 *
 * <ul>
 *   <li>{@link Pure} computes. Equal inputs give equal outputs, so its result is kept by content and may be shared.
 *   <li>{@link Observe} looks. What it sees holds for one run only.
 *   <li>{@link Effect} changes the world. It is read, compared, acted on and, after a crash, recovered; every step of
 *       that is journalled.
 * </ul>
 *
 * <p>In the words of <i>Build Systems à la Carte</i>: a suspending scheduler over constructive traces (Pure), no traces
 * (Observe) and verifying traces (Effect).
 */
public sealed interface Task permits Pure, Observe, Effect {
    TaskKey key();

    /** What the task is given; references in it are the edges of the graph. */
    Fields inputs();

    /** What holds while the task is handled: order, limits, patience, protection. */
    TaskOptions rules();

    /** Where the operator wrote it. */
    Origin origin();

    /** The same task by another name, given other inputs, under other rules. */
    Task as(TaskKey key, Fields inputs, TaskOptions rules);

    default Task with(Fields inputs) {
        return as(key(), inputs, rules());
    }

    default Task with(TaskOptions rules) {
        return as(key(), inputs(), rules);
    }
}
