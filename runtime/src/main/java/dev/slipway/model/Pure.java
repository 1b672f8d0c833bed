package dev.slipway.model;

import java.util.List;

/**
 * A deterministic computation: render, hash, template, build.
 *
 * @param writes local files that it leaves behind; without any it is run while planning, so that the plan can show its
 *     result
 */
public record Pure(TaskKey key, Fields inputs, List<String> writes, TaskOptions rules, Origin origin) implements Task {
    public Pure {
        writes = List.copyOf(writes);
    }

    @Override
    public Pure as(TaskKey other, Fields given, TaskOptions under) {
        return new Pure(other, given, writes, under, origin);
    }
}
