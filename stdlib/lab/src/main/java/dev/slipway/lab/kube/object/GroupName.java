package dev.slipway.lab.kube.object;

/** A resource or a kind and its group, as messages name it: {@code deployments.apps}. */
public record GroupName(String group, String name) {
    public String text() {
        return group.isEmpty() ? name : name + "." + group;
    }
}
