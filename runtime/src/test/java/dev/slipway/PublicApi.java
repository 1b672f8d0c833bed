package dev.slipway;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** Writes what others can call as text: sorted, with nullness, and the same whichever JDK compiled and runs it. */
final class PublicApi {
    private static final Set<String> SAY_NOTHING = Set.of("equals", "hashCode", "toString");

    static String of(Collection<Class<?>> classes) {
        return classes.stream()
                .filter(PublicApi::isVisible)
                .sorted(comparing(Class::getName))
                .map(type -> Declarations.type(type) + members(type))
                .collect(joining(
                        "\n", "# Written by PublicApiTest. A question mark after a type: it may be null.\n\n", ""));
    }

    private static boolean isVisible(Class<?> type) {
        return type.getCanonicalName() != null
                && isVisible(type.getModifiers())
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String members(Class<?> type) {
        Stream<String> fields = visible(type.getDeclaredFields()).map(Declarations::field);
        Stream<String> constructors = visible(type.getDeclaredConstructors())
                .filter(constructor -> !isCanonical(constructor))
                .map(Declarations::constructor);
        Stream<String> methods = visible(type.getDeclaredMethods())
                .filter(method -> !goesWithoutSaying(method))
                .map(Declarations::method);
        return Stream.of(fields, constructors, methods)
                .flatMap(group -> group.sorted().map(line -> "    " + line + "\n"))
                .collect(joining());
    }

    private static <M extends Member> Stream<M> visible(M[] members) {
        return Arrays.stream(members).filter(member -> isVisible(member.getModifiers()) && !member.isSynthetic());
    }

    /** A record shows its components in its first line; the constructor and the accessors follow from them. */
    private static boolean isCanonical(Constructor<?> constructor) {
        Class<?> type = constructor.getDeclaringClass();
        return type.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Arrays.stream(type.getRecordComponents())
                                .map(component -> component.getType())
                                .toArray());
    }

    private static boolean goesWithoutSaying(Method method) {
        Class<?> type = method.getDeclaringClass();
        boolean ofRecord = type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getAccessor().equals(method));
        boolean ofEnum = type.isEnum() && Set.of("values", "valueOf").contains(method.getName());
        return ofRecord || ofEnum || SAY_NOTHING.contains(method.getName());
    }

    private PublicApi() {}
}
