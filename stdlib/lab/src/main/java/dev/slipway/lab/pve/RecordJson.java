package dev.slipway.lab.pve;

import dev.slipway.lab.Json;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records as JSON and back, by the names of their components. One of several sorts says which it {@code is}. */
final class RecordJson {
    private static final String SORT = "is";

    private RecordJson() {}

    static String text(Record record) {
        return Json.text(plain(record));
    }

    static <T extends Record> T read(Class<T> type, String json) {
        return type.cast(made(type, Json.read(json)));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Record record) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            if (Arrays.stream(record.getClass().getInterfaces()).anyMatch(Class::isSealed)) {
                map.put(SORT, record.getClass().getSimpleName());
            }
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                map.put(component.getName(), plain(read(component, record)));
            }
            return map;
        } else if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        } else if (value instanceof List<?> list) {
            return list.stream().map(RecordJson::plain).toList();
        } else if (value instanceof Map<?, ?> map) {
            var plain = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((name, one) -> plain.put(String.valueOf(name), plain(one)));
            return plain;
        }
        return value;
    }

    private static Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object made(Type type, @Nullable Object plain) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == Optional.class) {
                return plain == null ? Optional.empty() : Optional.of(made(last, plain));
            } else if (plain instanceof List<?> list) {
                return list.stream().map(item -> made(last, item)).toList();
            } else if (plain instanceof Map<?, ?> map) {
                var made = new TreeMap<String, Object>();
                map.forEach((name, value) -> made.put(String.valueOf(name), made(last, value)));
                return made;
            }
        } else if (type instanceof Class<?> raw && plain instanceof Map<?, ?> map) {
            return made(raw, map);
        } else if (type == int.class && plain instanceof Number number) {
            return number.intValue();
        } else if (plain != null) {
            return plain;
        }
        throw new IllegalStateException("no " + type + ": " + plain);
    }

    private static Object made(Class<?> type, Map<?, ?> map) {
        if (type.isSealed()) {
            return made(
                    sorts(type)
                            .filter(one -> one.getSimpleName().equals(map.get(SORT)))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("no sort of " + type + ": " + map.get(SORT))),
                    map);
        }
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> made(component.getGenericType(), map.get(component.getName())))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Class<?>> sorts(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordJson::sorts)
                : Stream.of(type);
    }
}
