package dev.slipway.provide;

import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.model.Missing;
import dev.slipway.model.Value;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object as it was seen, after reading it or after acting on it.
 *
 * @param id what the system calls it
 * @param fields what it is like, under the names of the inputs, plus whatever else others may refer to
 * @param tokens what the cheaper rungs would say of it in this state, as far as that is known
 */
public record ObservedObject(String id, Fields fields, Map<LookDepth, Token> tokens) {
    public ObservedObject {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an object that exists has an id");
        }
        var all = new EnumMap<LookDepth, Token>(LookDepth.class);
        all.putAll(tokens);
        all.putIfAbsent(LookDepth.FULL, fullToken(fields));
        tokens = java.util.Collections.unmodifiableMap(all);
    }

    public ObservedObject(String id, Fields fields) {
        this(id, fields, Map.of());
    }

    /** What tells two full reads apart when the system offers nothing better: the fields themselves. */
    public static Token fullToken(Fields fields) {
        return new Token(Hasher.of(fields).toString());
    }

    /** The declared inputs as the object really has them; what cannot be seen of it is taken on trust. */
    public Fields actual(Fields declared) {
        var entries = new TreeMap<String, Value>();
        for (int i = 0; i < declared.size(); i++) {
            Value seen = fields.get(declared.name(i));
            entries.put(declared.name(i), seen == Missing.ABSENT ? declared.value(i) : seen);
        }
        return new Fields(entries);
    }

    public ObservedObject with(LookDepth rung, @Nullable Token token) {
        var all = new EnumMap<LookDepth, Token>(LookDepth.class);
        all.putAll(tokens);
        if (token != null) {
            all.put(rung, token);
        }
        return new ObservedObject(id, fields, all);
    }
}
