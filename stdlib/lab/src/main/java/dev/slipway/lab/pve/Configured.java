package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;

/** A change that was asked for in the background. */
record Configured(Map<String, String> set, List<String> delete, boolean force) implements GuestWork {
    @Override
    public void finish(Running in) {
        new Changes(in.in(), in.cluster(), in.node(), in.guest()).apply(set, delete, force);
    }
}
