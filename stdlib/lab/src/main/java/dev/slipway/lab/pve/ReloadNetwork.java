package dev.slipway.lab.pve;

import java.util.Map;
import java.util.Set;

/** The network of a node is as it was written down; where nothing waits, it is only loaded again. */
record ReloadNetwork() implements TaskBody {
    @Override
    public void finish(TaskContext in) {
        Set<String> written = in.node().staged.keys();
        if (!written.isEmpty()) {
            in.node().interfaces.clear();
            in.node().staged.values().forEach(one -> {
                boolean isUp = one.is("autostart") || one.is("active");
                in.node().interfaces.put(one.id(), isUp ? one.with(Map.of("active", "1"), Set.of()) : one);
            });
            in.node().staged.clear();
        }
    }
}
