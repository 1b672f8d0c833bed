package dev.slipway.plan;

import dev.slipway.model.TaskKey;
import dev.slipway.provide.Containment;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Resource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which objects live inside which, as their kinds declare it: contents have the name of their container. */
public final class Containments {
    private final Registry registry;
    private final Map<String, Optional<Containment>> known = new HashMap<>();

    public Containments(Registry registry) {
        this.registry = registry;
    }

    /** How objects of a kind are contained, if they are. */
    public synchronized Optional<Containment> of(String kind) {
        Optional<Containment> containment = known.get(kind);
        if (containment == null) {
            containment = asked(kind);
            known.put(kind, containment);
        }
        return containment;
    }

    /** A kind that is not known here contains nothing; whoever needs it says that it is missing. */
    private Optional<Containment> asked(String kind) {
        return registry.knows(kind) && registry.provider(kind) instanceof Resource resource
                ? resource.shape().lifecycle().within()
                : Optional.empty();
    }

    /** The object that would contain this one, if its kind has containers. */
    public Optional<TaskKey> container(TaskKey content) {
        return of(content.kind()).map(within -> new TaskKey(within.kind(), content.name()));
    }

    /** What the system deletes together with this object, of these kinds. */
    public List<TaskKey> deletedWith(TaskKey container, Collection<String> kinds) {
        return new TreeSet<>(kinds)
                .stream()
                        .filter(kind -> of(kind).filter(within -> within.kind().equals(container.kind())
                                        && within.fate() == Containment.Fate.DELETED)
                                .isPresent())
                        .map(kind -> new TaskKey(kind, container.name()))
                        .toList();
    }
}
