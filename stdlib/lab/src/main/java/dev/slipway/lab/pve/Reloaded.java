package dev.slipway.lab.pve;

/** The network of a node is as it was written down. */
record Reloaded() implements Work {
    @Override
    public void finish(Running in) {
        in.node().interfaces.clear();
        in.node().staged.values().forEach(one -> in.node().interfaces.put(one.id(), one));
        in.node().staged.clear();
    }
}
