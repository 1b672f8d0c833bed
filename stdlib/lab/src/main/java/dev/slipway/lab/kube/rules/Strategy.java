package dev.slipway.lab.kube.rules;

import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.Names;
import dev.slipway.lab.kube.store.ObjectStore;
import java.util.List;
import java.util.Map;

/** What is particular to a kind when its objects are written (kubernetes/kubernetes: pkg/registry). */
public interface Strategy {
    /** Sets defaults that depend on more than one field. */
    default void preset(Map<String, Object> object) {}

    /** Sets what only the server can, after defaults and before checks. */
    default void prepareCreate(Map<String, Object> object, ObjectStore store) {}

    /** Keeps what a change cannot touch. */
    default void prepareUpdate(Map<String, Object> object, Map<String, Object> old, ObjectStore store) {}

    /** What is wrong with a name; empty where it is good. */
    default List<String> nameProblems(String name) {
        return Names.subdomain(name);
    }

    /** Checks an object that is new or changed. */
    default void check(Map<String, Object> object, List<FieldError> errors) {}

    /** Checks what must not change. */
    default void checkUpdate(Map<String, Object> object, Map<String, Object> old, List<FieldError> errors) {}
}
