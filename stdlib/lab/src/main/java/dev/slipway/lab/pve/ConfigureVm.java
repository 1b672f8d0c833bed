package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;

/**
 * A change that was asked for in the background.
 *
 * @param refusal why it is not made, if it is not
 */
record ConfigureVm(Map<String, String> set, List<String> delete, boolean force, String refusal) implements GuestWork {
    @Override
    public void begin(TaskContext in) {
        if (!refusal.isEmpty()) {
            throw ApiException.because(refusal);
        }
    }

    @Override
    public void finish(TaskContext in) {
        new Changes(in.in(), in.cluster(), in.node(), in.guest()).apply(set, delete, force);
    }
}
