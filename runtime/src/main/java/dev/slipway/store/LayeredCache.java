package dev.slipway.store;

import dev.slipway.model.CacheScope;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A near cache in front of a shared one. What the shared one knew, the near one knows the next time. */
public final class LayeredCache implements ActionCache {
    private final ActionCache near;
    private final ActionCache shared;

    public LayeredCache(ActionCache near, ActionCache shared) {
        this.near = near;
        this.shared = shared;
    }

    @Override
    public ActionCache within(CacheScope scope) {
        return scope == CacheScope.SHARED ? this : near.within(scope);
    }

    @Override
    public Optional<Fields> get(Fingerprint action, Path root, List<String> files) {
        Optional<Fields> hit = near.get(action, root, files);
        if (hit.isPresent()) {
            return hit;
        }
        hit = shared.get(action, root, files);
        hit.ifPresent(outputs -> near.put(action, outputs, root, files));
        return hit;
    }

    @Override
    public void put(Fingerprint action, Fields outputs, Path root, List<String> files) {
        near.put(action, outputs, root, files);
        shared.put(action, outputs, root, files);
    }
}
