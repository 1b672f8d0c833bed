package dev.slipway.script;

import java.util.List;
import java.util.Set;

/**
 * What a script may call and still come out the same: a list of what is harmless, never of what is not. Whatever else it
 * calls may look at the clock, the environment or the network, so that its graph is not kept.
 */
final class SafeCalls {
    private static final List<String> FAMILIES = List.of(
            "dev.slipway.dsl.",
            "dev.slipway.host.ClusterScript",
            "kotlin.",
            "java.math.",
            "java.util.function.",
            "java.util.stream.",
            "java.util.regex.",
            "java.nio.charset.StandardCharsets",
            "java.lang.invoke.LambdaMetafactory",
            "java.lang.invoke.StringConcatFactory",
            "java.lang.invoke.SerializedLambda");

    private static final List<String> BLACK_SHEEP = List.of(
            "kotlin.io.",
            "kotlin.random.",
            "kotlin.system.",
            "kotlin.concurrent.",
            "kotlin.uuid.",
            "kotlin.script.",
            "kotlin.time.TimeSource",
            "kotlin.time.Clock",
            "kotlin.time.Monotonic",
            "kotlin.time.Measure",
            "java.util.stream.StreamSupport");

    private static final Set<String> JAVA = Set.of(
            "Object",
            "String",
            "StringBuilder",
            "CharSequence",
            "Character",
            "Boolean",
            "Byte",
            "Short",
            "Integer",
            "Long",
            "Float",
            "Double",
            "Number",
            "Math",
            "StrictMath",
            "Enum",
            "Iterable",
            "Comparable",
            "Void",
            "Record",
            "Throwable",
            "AssertionError",
            "Error");

    private static final Set<String> COLLECTIONS = Set.of(
            "ArrayList",
            "LinkedList",
            "List",
            "Map",
            "Set",
            "HashMap",
            "HashSet",
            "LinkedHashMap",
            "LinkedHashSet",
            "TreeMap",
            "TreeSet",
            "Collection",
            "Collections",
            "Iterator",
            "ListIterator",
            "Arrays",
            "Map$Entry",
            "Optional",
            "Objects",
            "Base64",
            "Base64$Encoder",
            "Base64$Decoder",
            "Comparator",
            "SortedMap",
            "SortedSet",
            "ArrayDeque",
            "Deque",
            "Queue",
            "BitSet",
            "StringJoiner",
            "EnumMap",
            "EnumSet");

    /** By name, whoever has them: they are different each time. */
    private static final Set<String> FICKLE = Set.of(
            "random",
            "randomOrNull",
            "shuffle",
            "shuffled",
            "shuffled$default",
            "now",
            "randomUUID",
            "getInteger",
            "getLong",
            "getBoolean");

    private static final String HARMLESS_IO = "kotlin.io.encoding.";

    private SafeCalls() {}

    /** Constants of classes that otherwise ask the machine. */
    private static final Set<String> CONSTANTS = Set.of("java.util.Locale.ROOT", "java.util.Locale.ENGLISH");

    static boolean is(Member member) {
        return CONSTANTS.contains(member.toString()) || isCall(member);
    }

    private static boolean isCall(Member member) {
        return !FICKLE.contains(member.name()) && isKnown(member.owner());
    }

    private static boolean isKnown(String owner) {
        if (owner.startsWith("[")) {
            return true;
        }
        if (FAMILIES.stream().anyMatch(owner::startsWith)) {
            return owner.startsWith(HARMLESS_IO) || BLACK_SHEEP.stream().noneMatch(owner::startsWith);
        }
        return in(owner, "java.lang.", JAVA)
                || in(owner, "java.util.", COLLECTIONS)
                || (owner.startsWith("java.") && owner.endsWith("Exception"));
    }

    private static boolean in(String owner, String packageName, Set<String> names) {
        return owner.startsWith(packageName) && names.contains(owner.substring(packageName.length()));
    }
}
