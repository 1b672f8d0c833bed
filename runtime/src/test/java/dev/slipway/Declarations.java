package dev.slipway;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Declarations as one writes them in Java, but for nullness, which is a question mark after the type. */
final class Declarations {
    static String type(Class<?> type) {
        Stream<AnnotatedType> parent = Stream.ofNullable(type.getAnnotatedSuperclass())
                .filter(superclass -> !isImplied(superclass.getType()) && !type.isEnum() && !type.isRecord());
        Stream<AnnotatedType> interfaces =
                Arrays.stream(type.getAnnotatedInterfaces()).filter(each -> !isImplied(each.getType()));
        return typeModifiers(type) + kind(type) + " " + name(type) + variables(type.getTypeParameters())
                + components(type)
                + parent.map(Declarations::type).collect(list(" extends ", ""))
                + interfaces
                        .map(Declarations::type)
                        .sorted()
                        .collect(list(type.isInterface() ? " extends " : " implements ", ""))
                + Stream.ofNullable(type.getPermittedSubclasses())
                        .flatMap(Arrays::stream)
                        .map(Declarations::name)
                        .sorted()
                        .collect(list(" permits ", ""))
                + "\n";
    }

    static String field(Field field) {
        return modifiers(field.getModifiers()) + type(field.getAnnotatedType()) + " " + field.getName();
    }

    static String constructor(Constructor<?> constructor) {
        return modifiers(constructor.getModifiers())
                + constructor.getDeclaringClass().getSimpleName()
                + parameters(constructor);
    }

    static String method(Method method) {
        boolean isAbstract = method.getDeclaringClass().isInterface();
        String variables = variables(method.getTypeParameters());
        return modifiers(isAbstract ? method.getModifiers() & ~Modifier.ABSTRACT : method.getModifiers())
                + (method.isDefault() ? "default " : "")
                + (variables.isEmpty() ? "" : variables + " ")
                + type(method.getAnnotatedReturnType())
                + " "
                + method.getName()
                + parameters(method);
    }

    private static String typeModifiers(Class<?> type) {
        int modifiers = type.getModifiers() & (Modifier.ABSTRACT | Modifier.FINAL | Modifier.PROTECTED);
        boolean isPlainClass = !type.isInterface() && !type.isEnum() && !type.isRecord();
        return (isPlainClass ? modifiers(modifiers) : "") + (type.isSealed() && !type.isEnum() ? "sealed " : "");
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    /** What a caller must know; that it is public is why it stands here, and the rest concerns the author alone. */
    private static String modifiers(int modifiers) {
        int told = Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;
        String text = Modifier.toString(modifiers & told);
        return text.isEmpty() ? "" : text + " ";
    }

    private static String components(Class<?> type) {
        if (!type.isRecord()) {
            return "";
        }
        return Arrays.stream(type.getRecordComponents())
                .map(component -> type(component.getAnnotatedType()) + " " + component.getName())
                .collect(joining(", ", "(", ")"));
    }

    private static String parameters(Executable executable) {
        String parameters = Arrays.stream(executable.getAnnotatedParameterTypes())
                .map(Declarations::type)
                .collect(joining(", ", "(", ")"));
        if (executable.isVarArgs()) {
            parameters = parameters.replaceFirst("\\[\\]\\)$", "...)");
        }
        return parameters
                + Arrays.stream(executable.getAnnotatedExceptionTypes())
                        .map(Declarations::type)
                        .collect(list(" throws ", ""));
    }

    private static String variables(TypeVariable<?>[] variables) {
        return Arrays.stream(variables)
                .map(variable -> variable.getName() + bounds(variable.getAnnotatedBounds(), " extends "))
                .collect(list("<", ">"));
    }

    private static String type(AnnotatedType type) {
        return written(type) + (type.isAnnotationPresent(Nullable.class) ? "?" : "");
    }

    private static String written(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            return type(array.getAnnotatedGenericComponentType()) + "[]";
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            String lower = bounds(wildcard.getAnnotatedLowerBounds(), " super ");
            return "?" + (lower.isEmpty() ? bounds(wildcard.getAnnotatedUpperBounds(), " extends ") : lower);
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
            return name(raw)
                    + Arrays.stream(generic.getAnnotatedActualTypeArguments())
                            .map(Declarations::type)
                            .collect(list("<", ">"));
        }
        return type.getType() instanceof Class<?> plain
                ? name(plain)
                : type.getType().getTypeName();
    }

    private static String bounds(AnnotatedType[] bounds, String relation) {
        String text = Arrays.stream(bounds)
                .map(Declarations::type)
                .filter(not("Object"::equals))
                .collect(joining(" & "));
        return text.isEmpty() ? "" : relation + text;
    }

    private static String name(Class<?> type) {
        String name = String.valueOf(type.getCanonicalName());
        boolean ofJdk = type.getPackageName().startsWith("java.");
        return name.replaceFirst("^" + (ofJdk ? type.getPackageName() : Layers.ROOT) + "\\.", "");
    }

    private static boolean isImplied(Type type) {
        return type == Object.class || type == Annotation.class;
    }

    /** The items between two texts; nothing at all when there are none. */
    private static Collector<CharSequence, ?, String> list(String before, String after) {
        return Collector.of(
                () -> new StringJoiner(", ", before, after).setEmptyValue(""),
                StringJoiner::add,
                StringJoiner::merge,
                StringJoiner::toString);
    }

    private Declarations() {}
}
