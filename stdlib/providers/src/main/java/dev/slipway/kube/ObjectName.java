package dev.slipway.kube;

import dev.slipway.model.Fields;

/** What the inputs of a task say of an object: its kind and its name. */
record ObjectName(String apiVersion, String kind, String namespace, String name) {
    static ObjectName of(Fields inputs) {
        return new ObjectName(
                inputs.text("apiVersion"), inputs.text("kind"), inputs.text("namespace"), inputs.text("name"));
    }

    String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    boolean is(String ofGroup, String ofKind) {
        return kind.equals(ofKind) && group().equals(ofGroup);
    }

    /** By which an object is recorded; another version of the API shows the same object. */
    String id() {
        String type = group().isEmpty() ? kind : kind + "." + group();
        return type + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }

    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
