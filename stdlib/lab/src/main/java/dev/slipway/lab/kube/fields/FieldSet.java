package dev.slipway.lab.kube.fields;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A set of paths to fields (kubernetes-sigs/structured-merge-diff: fieldpath/set.go). Operations make new sets. */
public final class FieldSet {
    private static final FieldSet NONE = new FieldSet();

    private final TreeSet<Element> members = new TreeSet<>();
    private final TreeMap<Element, FieldSet> children = new TreeMap<>();

    public static FieldSet none() {
        return new FieldSet();
    }

    public static FieldSet of(String... paths) {
        var set = new FieldSet();
        for (String path : paths) {
            var elements = new ArrayList<Element>();
            for (String name : path.split("/", -1)) {
                elements.add(Element.field(name));
            }
            set.insert(elements);
        }
        return set;
    }

    boolean isEmpty() {
        return members.isEmpty() && children.isEmpty();
    }

    void insert(List<Element> path) {
        if (path.isEmpty()) {
            return;
        }
        FieldSet at = this;
        for (Element element : path.subList(0, path.size() - 1)) {
            at = at.children.computeIfAbsent(element, key -> new FieldSet());
        }
        at.members.add(path.get(path.size() - 1));
    }

    boolean hasMember(Element element) {
        return members.contains(element);
    }

    /** What is below an element. */
    FieldSet below(Element element) {
        return children.getOrDefault(element, NONE);
    }

    FieldSet union(FieldSet other) {
        var union = new FieldSet();
        union.members.addAll(members);
        union.members.addAll(other.members);
        union.children.putAll(children);
        other.children.forEach((element, set) -> union.children.merge(element, set, FieldSet::union));
        return union;
    }

    FieldSet intersection(FieldSet other) {
        var both = new FieldSet();
        members.stream().filter(other.members::contains).forEach(both.members::add);
        children.forEach((element, set) -> both.put(element, set.intersection(other.below(element))));
        return both;
    }

    FieldSet difference(FieldSet other) {
        var left = new FieldSet();
        members.stream().filter(element -> !other.members.contains(element)).forEach(left.members::add);
        children.forEach((element, set) -> left.put(element, set.difference(other.below(element))));
        return left;
    }

    /** The difference that also takes out everything below a member of the other set. */
    FieldSet without(FieldSet other) {
        var left = new FieldSet();
        members.stream().filter(element -> !other.members.contains(element)).forEach(left.members::add);
        children.forEach((element, set) -> {
            if (!other.members.contains(element)) {
                left.put(element, set.without(other.below(element)));
            }
        });
        return left;
    }

    private void put(Element element, FieldSet set) {
        if (!set.isEmpty()) {
            children.put(element, set);
        }
    }

    /** Adds the named fields on the way to every path as members. */
    FieldSet withNamedParents(@Nullable Schema schema) {
        var all = new FieldSet();
        all.members.addAll(members);
        children.forEach((element, set) -> {
            if (schema != null && element.isField() && schema.fields().containsKey(element.name())) {
                all.members.add(element);
            }
            Schema inner = schema == null
                    ? null
                    : element.isField()
                            ? schema.member(element.name()).orElse(null)
                            : element.isKey() && schema.shape() == Schema.Shape.LIST ? schema.item() : null;
            all.children.put(element, set.withNamedParents(inner));
        });
        return all;
    }

    /** All paths in order, members before what is below them. */
    List<List<Element>> paths() {
        var paths = new ArrayList<List<Element>>();
        collect(List.of(), paths);
        return paths;
    }

    private void collect(List<Element> front, List<List<Element>> into) {
        for (Element member : members) {
            into.add(joined(front, member));
        }
        children.forEach((element, set) -> set.collect(joined(front, element), into));
    }

    private static List<Element> joined(List<Element> front, Element last) {
        var path = new ArrayList<>(front);
        path.add(last);
        return path;
    }

    static String shown(List<Element> path) {
        var shown = new StringBuilder();
        path.forEach(element -> shown.append(element.shown()));
        return shown.toString();
    }

    /** As {@code fieldsV1} has it. */
    Map<String, Object> json() {
        return json(false);
    }

    private Map<String, Object> json(boolean self) {
        var json = Tree.of();
        if (self) {
            json.put(".", Tree.of());
        }
        var elements = new TreeSet<>(members);
        elements.addAll(children.keySet());
        for (Element element : elements) {
            FieldSet below = children.get(element);
            json.put(element.text(), below == null ? Tree.of() : below.json(members.contains(element)));
        }
        return json;
    }

    static FieldSet parse(Map<String, Object> json) {
        var set = new FieldSet();
        json.forEach((name, value) -> {
            if (name.equals(".")) {
                return; // said of what this belongs to
            }
            Element element = Element.parse(name);
            Map<String, Object> below = Tree.map(value);
            if (below.isEmpty() || below.containsKey(".")) {
                set.members.add(element);
            }
            set.put(element, parse(below));
        });
        return set;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSet set && set.members.equals(members) && set.children.equals(children);
    }

    @Override
    public int hashCode() {
        return members.hashCode() * 31 + children.hashCode();
    }

    @Override
    public String toString() {
        return json().toString();
    }
}
