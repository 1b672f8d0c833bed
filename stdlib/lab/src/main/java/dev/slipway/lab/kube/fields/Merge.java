package dev.slipway.lab.kube.fields;

import dev.slipway.lab.kube.fields.Items.Atom;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a live object becomes when a configuration is laid over it (typed/merge.go). */
final class Merge {
    private Merge() {}

    /** The merged value, or {@link Items#NONE} where nothing comes out. */
    static @Nullable Object of(Schema schema, @Nullable Object live, @Nullable Object config) {
        Atom before = Items.atom(schema, live);
        Atom after = Items.atom(schema, config);
        Atom atom = config == Items.NONE ? before : after;
        return switch (atom) {
            case SCALAR -> kept(live, config);
            case LIST -> list(schema, live, config);
            case MAP -> map(schema, live, config);
        };
    }

    private static @Nullable Object kept(@Nullable Object live, @Nullable Object config) {
        return config == Items.NONE ? live : config;
    }

    private static @Nullable Object map(Schema schema, @Nullable Object live, @Nullable Object config) {
        Map<String, Object> left = Tree.map(live);
        Map<String, Object> right = Tree.map(config);
        if (Items.isAtomic(schema) || (left.isEmpty() && right.isEmpty())) {
            return kept(live, config);
        }
        var names = new LinkedHashSet<>(left.keySet());
        names.addAll(right.keySet());
        var merged = Tree.of();
        for (String name : names) {
            Object value = of(
                    schema.member(name).orElseGet(Schema::any),
                    left.containsKey(name) ? left.get(name) : Items.NONE,
                    right.containsKey(name) ? right.get(name) : Items.NONE);
            if (value != Items.NONE) {
                merged.put(name, value);
            }
        }
        return merged.isEmpty() ? Items.NONE : merged;
    }

    private static @Nullable Object list(Schema schema, @Nullable Object live, @Nullable Object config) {
        List<Object> left = Tree.list(live);
        List<Object> right = Tree.list(config);
        if (Items.isAtomicList(schema) || (left.isEmpty() && right.isEmpty())) {
            return kept(live, config);
        }
        List<Object> merged = new Zipper(schema, left, right).merged();
        return merged.isEmpty() ? Items.NONE : merged;
    }

    /** Merges two lists so that both orders are kept as far as they agree. */
    private static final class Zipper {
        private final Schema schema;
        private final List<Object> left;
        private final List<Element> leftElements = new ArrayList<>();
        private final List<Element> rightElements = new ArrayList<>();
        private final Map<Element, Object> leftItems = new HashMap<>();
        private final Map<Element, Object> rightItems = new HashMap<>();
        private final Set<Element> done = new HashSet<>();
        private final Deque<Element> shared = new ArrayDeque<>();
        private final List<Object> out = new ArrayList<>();

        Zipper(Schema schema, List<Object> left, List<Object> right) {
            this.schema = schema;
            this.left = left;
            for (Object item : right) {
                Element element = Items.element(schema, item);
                if (rightItems.containsKey(element)) {
                    throw new SchemaProblem("duplicate entries for key " + element.shown());
                }
                rightItems.put(element, item);
                rightElements.add(element);
            }
            for (Object item : left) {
                Element element = Items.element(schema, item);
                // those that come more than once do not merge
                leftItems.put(element, leftItems.containsKey(element) ? null : item);
                leftElements.add(element);
            }
            rightElements.stream().filter(leftItems::containsKey).forEach(shared::add);
        }

        List<Object> merged() {
            Element next = shared.poll();
            int l = 0;
            int r = 0;
            while (l < leftElements.size() || r < rightElements.size()) {
                if (l < leftElements.size() && r < rightElements.size()) {
                    Element element = leftElements.get(l);
                    if (element.equals(rightElements.get(r))) {
                        add(element, leftItems.get(element), rightItems.get(element));
                        done.add(element);
                        l++;
                        r++;
                        next = shared.poll();
                        continue;
                    } else if (rightItems.containsKey(element) && next != null && !next.equals(element)) {
                        l++;
                        continue;
                    }
                }
                if (l < leftElements.size()) {
                    Element element = leftElements.get(l);
                    if (!rightItems.containsKey(element)) {
                        add(element, left.get(l), Items.NONE);
                        l++;
                        continue;
                    } else if (done.contains(element)) {
                        l++;
                    }
                }
                if (r < rightElements.size()) {
                    Element element = rightElements.get(r);
                    done.add(element);
                    add(
                            element,
                            leftItems.containsKey(element) ? leftItems.get(element) : Items.NONE,
                            rightItems.get(element));
                    r++;
                    if (element.equals(next)) {
                        next = shared.poll();
                    }
                }
            }
            return out;
        }

        private void add(Element element, @Nullable Object one, @Nullable Object other) {
            try {
                Object value = of(schema.item(), one, other);
                if (value != Items.NONE) {
                    out.add(value);
                }
            } catch (SchemaProblem e) {
                throw e.below(element.shown());
            }
        }
    }
}
