package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.ResourceType;
import java.util.Map;

/** Shows objects as tables to clients that want them so. */
final class Tables {
    Tables(Call call) {}

    Map<String, Object> one(ResourceType type, Map<String, Object> object) {
        return Tree.map(object);
    }

    Map<String, Object> list(ResourceType type, Map<String, Object> list) {
        return list;
    }

    Map<String, Object> event(ResourceType type, Map<String, Object> object) {
        return object;
    }
}
