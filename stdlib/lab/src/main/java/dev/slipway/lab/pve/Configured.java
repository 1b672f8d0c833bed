package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;

/**
 * A change that was asked for in the background.
 *
 * @param refusal why it is not made, if it is not
 */
record Configured(Map<String, String> set, List<String> delete, boolean force, String refusal) implements GuestWork {
    @Override
    public void begin(Running in) {
        if (!refusal.isEmpty()) {
            throw Refused.because(refusal);
        }
    }

    @Override
    public void finish(Running in) {
        new Changes(in.in(), in.cluster(), in.node(), in.guest()).apply(set, delete, force);
    }
}
