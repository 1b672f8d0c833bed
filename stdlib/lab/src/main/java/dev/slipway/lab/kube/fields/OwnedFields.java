package dev.slipway.lab.kube.fields;

import dev.slipway.lab.kube.object.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All managers of an object with their fields, as {@code metadata.managedFields} has them. */
final class OwnedFields {
    /** What one manages. */
    record Share(FieldSet fields, String apiVersion, String time) {
        Share with(FieldSet fields) {
            return new Share(fields, apiVersion, time);
        }
    }

    private final TreeMap<FieldOwner, Share> shares = new TreeMap<>();

    OwnedFields() {}

    OwnedFields(OwnedFields other) {
        shares.putAll(other.shares);
    }

    SortedMap<FieldOwner, Share> shares() {
        return shares;
    }

    /** Reads what stands in an object; entries that are not understood make it all as good as empty. */
    static OwnedFields of(Map<String, Object> object) {
        var managers = new OwnedFields();
        for (Map<String, Object> entry : Tree.maps(object, "metadata", "managedFields")) {
            String operation = Tree.text(entry, "operation");
            if (!operation.equals("Apply") && !operation.equals("Update")) {
                throw new IllegalArgumentException("operation must be `Apply` or `Update`");
            }
            boolean applies = operation.equals("Apply");
            String version = Tree.text(entry, "apiVersion");
            var id = new FieldOwner(
                    Tree.text(entry, "manager"), applies, applies ? "" : version, Tree.text(entry, "subresource"));
            managers.shares.put(
                    id, new Share(FieldSet.parse(Tree.map(entry, "fieldsV1")), version, Tree.text(entry, "time")));
        }
        return managers;
    }

    /** As the object has them, in upstream's order. */
    List<Object> json() {
        var entries = new ArrayList<Map<String, Object>>();
        shares.forEach((id, share) -> {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("manager", id.manager());
            entry.put("operation", id.operation());
            entry.put("apiVersion", share.apiVersion());
            if (!share.time().isEmpty()) {
                entry.put("time", share.time());
            }
            entry.put("fieldsType", "FieldsV1");
            entry.put("fieldsV1", share.fields().json());
            if (!id.subresource().isEmpty()) {
                entry.put("subresource", id.subresource());
            }
            entries.add(entry);
        });
        entries.sort(Comparator.<Map<String, Object>, String>comparing(entry -> Tree.text(entry, "operation"))
                .thenComparing(entry -> Tree.text(entry, "time"))
                .thenComparing(entry -> Tree.text(entry, "manager"))
                .thenComparing(entry -> Tree.text(entry, "apiVersion"))
                .thenComparing(entry -> Tree.text(entry, "subresource")));
        return new ArrayList<>(entries);
    }

    void store(Map<String, Object> object) {
        if (shares.isEmpty()) {
            Tree.remove(object, "metadata", "managedFields");
        } else {
            Tree.set(object, json(), "metadata", "managedFields");
        }
    }
}
