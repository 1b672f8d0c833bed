package dev.slipway.lab.kube.store;

import dev.slipway.lab.kube.object.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All objects, with one revision for all of them, as etcd has it. Whoever changes something holds the store's lock. */
public final class ObjectStore {
    private static final int HISTORY = 5000;
    private static final int PAGED = 64;

    private final Map<String, ConcurrentSkipListMap<String, Stored>> resources = new ConcurrentHashMap<>();
    private final Map<String, Deque<StoreEvent>> history = new ConcurrentHashMap<>();
    private final Map<String, Long> forgotten = new ConcurrentHashMap<>();
    private final TreeMap<Long, Map<String, List<Stored>>> pages = new TreeMap<>();
    private final CopyOnWriteArrayList<Consumer<StoreEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, CopyOnWriteArrayList<Subscription>> subscriptions = new ConcurrentHashMap<>();
    private volatile long revision;
    private long start;

    public ObjectStore(long revision) {
        this.revision = revision;
        this.start = revision;
    }

    /** The revision of the last change. */
    public long revision() {
        return revision;
    }

    /** Who hears of every change while the lock is held, before watches do. */
    public void listen(Consumer<StoreEvent> listener) {
        listeners.add(listener);
    }

    public Optional<Stored> get(String resource, String key) {
        return Optional.ofNullable(of(resource).get(key));
    }

    /** The objects of a resource in the order of their keys, of one namespace or of all. */
    public List<Stored> list(String resource, String namespace) {
        var all = of(resource);
        return new ArrayList<>(
                namespace.isEmpty()
                        ? all.values()
                        : all.subMap(namespace + "/", namespace + "0").values());
    }

    /** The resources that have objects. */
    public List<String> resources() {
        return new ArrayList<>(new TreeMap<>(resources).keySet());
    }

    /** Stores an object and gives it its resource version. */
    public synchronized Stored put(String resource, String key, Map<String, Object> object) {
        long next = revision + 1;
        Tree.set(object, String.valueOf(next), "metadata", "resourceVersion");
        var stored = new Stored(key, next, object);
        Stored before = of(resource).put(key, stored);
        revision = next;
        tell(new StoreEvent(resource, next, Optional.ofNullable(before), stored, false));
        return stored;
    }

    /** Removes an object, and gives what it was with the revision at which it went. */
    public synchronized Stored remove(String resource, Stored stored) {
        long next = revision + 1;
        of(resource).remove(stored.key());
        revision = next;
        Map<String, Object> last = Tree.copy(stored.object());
        Tree.set(last, String.valueOf(next), "metadata", "resourceVersion");
        var gone = new Stored(stored.key(), next, last);
        tell(new StoreEvent(resource, next, Optional.of(stored), gone, true));
        return gone;
    }

    /** Puts back what was there when the server stopped. */
    public synchronized void restore(String resource, Stored stored) {
        of(resource).put(stored.key(), stored);
        revision = Math.max(revision, stored.revision());
        start = revision;
    }

    private void tell(StoreEvent event) {
        Deque<StoreEvent> past = history.computeIfAbsent(event.resource(), name -> new ArrayDeque<>());
        past.add(event);
        if (past.size() > HISTORY) {
            forgotten.put(event.resource(), past.remove().revision());
        }
        listeners.forEach(listener -> listener.accept(event));
        subscriptions
                .getOrDefault(event.resource(), new CopyOnWriteArrayList<>())
                .forEach(one -> one.offer(event));
    }

    /** The oldest revision from which a resource can be watched. */
    public synchronized long oldest(String resource) {
        return Math.max(start, forgotten.getOrDefault(resource, 0L));
    }

    /** Forgets the past, so that whoever goes on from it starts anew. */
    public synchronized void compact() {
        history.clear();
        pages.clear();
        start = revision;
    }

    /** Everything that happens to a resource after a revision. */
    public synchronized Subscription subscribe(String resource, long after) {
        var subscription = new Subscription(one -> subscriptions
                .getOrDefault(resource, new CopyOnWriteArrayList<>())
                .remove(one));
        history.getOrDefault(resource, new ArrayDeque<>()).stream()
                .filter(event -> event.revision() > after)
                .forEach(subscription::offer);
        subscriptions
                .computeIfAbsent(resource, name -> new CopyOnWriteArrayList<>())
                .add(subscription);
        return subscription;
    }

    /** Keeps a list, of which more pages will be asked for. */
    public synchronized void keep(long revision, String what, List<Stored> list) {
        pages.computeIfAbsent(revision, at -> new TreeMap<>()).put(what, list);
        while (pages.size() > PAGED) {
            pages.remove(pages.firstKey());
        }
    }

    public synchronized Optional<List<Stored>> kept(long revision, String what) {
        return Optional.ofNullable(pages.getOrDefault(revision, Map.of()).get(what));
    }

    private ConcurrentSkipListMap<String, Stored> of(String resource) {
        return resources.computeIfAbsent(resource, name -> new ConcurrentSkipListMap<>());
    }
}
