package dev.slipway.lab.kube.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Every resource that is served: the built-in ones of a release, and those of the custom resources there are. */
public final class Catalogue {
    private final TypeTable types;
    private final Map<String, ResourceType> builtIn = new LinkedHashMap<>();
    private final Map<String, ResourceType> custom = new ConcurrentHashMap<>();

    public Catalogue(String release) {
        this.types = TypeTable.of(release);
        for (String line : TypeTable.lines("/dev/slipway/lab/kube/resources.txt")) {
            if (!line.startsWith("#") && TypeTable.applies(line, release)) {
                ResourceType type = resource(line);
                builtIn.put(id(type.group(), type.version(), type.plural()), type);
            }
        }
    }

    public TypeTable types() {
        return types;
    }

    public Optional<ResourceType> find(String group, String version, String plural) {
        String id = id(group, version, plural);
        return Optional.ofNullable(builtIn.get(id)).or(() -> Optional.ofNullable(custom.get(id)));
    }

    public Optional<ResourceType> ofKind(String group, String version, String kind) {
        return all().stream()
                .filter(type -> type.group().equals(group)
                        && type.version().equals(version)
                        && type.kind().equals(kind))
                .findFirst();
    }

    public Collection<ResourceType> all() {
        var all = new java.util.ArrayList<>(builtIn.values());
        all.addAll(new TreeMap<>(custom).values());
        return all;
    }

    /** The versions of each group, in the order in which discovery has them. */
    public Map<String, List<String>> groups() {
        var groups = new LinkedHashMap<String, List<String>>();
        for (ResourceType type : all()) {
            List<String> versions = groups.computeIfAbsent(type.group(), group -> new java.util.ArrayList<>());
            if (!versions.contains(type.version())) {
                versions.add(type.version());
            }
        }
        groups.values().forEach(versions -> versions.sort(Versions.NEWEST_FIRST));
        return groups;
    }

    public void serve(ResourceType type) {
        custom.put(id(type.group(), type.version(), type.plural()), type);
    }

    /** Stops serving all versions of a custom resource. */
    public void withdraw(String group, String plural) {
        custom.values()
                .removeIf(type -> type.group().equals(group) && type.plural().equals(plural));
    }

    private static String id(String group, String version, String plural) {
        return group + "/" + version + "/" + plural;
    }

    /** {@code group/version plural singular Kind scope verbs short categories subresources}. */
    private ResourceType resource(String line) {
        String[] word = line.split(" ", -1);
        int slash = word[0].indexOf('/');
        String group = slash < 0 ? "" : word[0].substring(0, slash);
        String version = word[0].substring(slash + 1);
        return new ResourceType(
                group,
                version,
                word[1],
                word[2],
                word[3],
                word[4].equals("namespaced"),
                words(word[5]),
                words(word[6]),
                words(word[7]),
                words(word[8]),
                types.kind(group, version, word[3]).orElseGet(Schema::any),
                false,
                List.of(),
                Map.of());
    }

    private static List<String> words(String text) {
        return text.equals("-") ? List.of() : Arrays.asList(text.split(",", -1));
    }
}
