package dev.slipway.provide;

import dev.slipway.model.BoolValue;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which resources of a kind hold data that no run can make again. It is evaluated on what is declared and recorded, so
 * that a resource stays protected when its line is deleted from the script.
 *
 * <p>The resource as a whole may be data, such as a storage pool, or each of its parts, such as the disks of a machine. A
 * part that is made from something that is kept elsewhere, such as an image, is disposable. The field {@link #DISPOSABLE}
 * of a part overrides that.
 *
 * @param whole whether the resource itself is data
 * @param only the resource is data only while each of these inputs has one of its values; empty: always
 * @param disposable the resource is no data while every item of a field is one of these: what can be fetched again
 * @param parts the input that holds the parts by name, or empty
 * @param sources fields of a part that name what it is made from
 * @param seen the output that lists the parts that exist, declared or not, or empty
 * @param copied the input that says that the whole resource is a copy, so that its undeclared parts are copies, too
 */
public record DataRule(
        boolean whole,
        Map<String, Set<String>> only,
        Map<String, Set<String>> disposable,
        String parts,
        Set<String> sources,
        String seen,
        String copied) {
    /** The field of a part by which its declaration says whether it is disposable. */
    public static final String DISPOSABLE = "disposable";

    /** No resource of the kind holds data. */
    public static final DataRule NONE = new DataRule(false, Map.of(), Map.of(), "", Set.of(), "", "");

    /** Every resource of the kind is data. */
    public static final DataRule WHOLE = new DataRule(true, Map.of(), Map.of(), "", Set.of(), "", "");

    public DataRule {
        only = Map.copyOf(only);
        disposable = Map.copyOf(disposable);
        sources = Set.copyOf(sources);
    }

    /** Only the resources that have one of these values in an input are data, such as volume claims among all objects. */
    public DataRule onlyWhere(String input, String... values) {
        return new DataRule(whole, Map.of(input, Set.of(values)), disposable, parts, sources, seen, copied);
    }

    /** The parts in this input are data, except those that are made from one of the sources. */
    public static DataRule parts(String input, String... sources) {
        return new DataRule(false, Map.of(), Map.of(), input, Set.of(sources), "", "");
    }

    /** Except while this input lists nothing but these. */
    public DataRule unlessOnly(String input, String... items) {
        return new DataRule(whole, only, Map.of(input, Set.of(items)), parts, sources, seen, copied);
    }

    /** Parts that were seen beyond those declared are data as well, unless the resource is a copy of another. */
    public DataRule alsoSeen(String output, String copiedFrom) {
        return new DataRule(whole, only, disposable, parts, sources, output, copiedFrom);
    }

    /** The fields of a resource that are data, in words, with an empty one for the whole; nothing if nothing is. */
    public List<String> in(Fields declared, Fields produced) {
        var data = new ArrayList<String>();
        if (whole && isMeant(declared) && !isDisposable(declared)) {
            data.add("");
        }
        Map<String, Fields> known = partsOf(declared);
        known.forEach((name, part) -> {
            if (isData(part)) {
                data.add(parts + "." + name);
            }
        });
        int there =
                produced.get(seen) instanceof ListValue items ? items.values().size() : 0;
        if (there > known.size() && !declared.names().contains(copied)) {
            data.add("undeclared " + parts);
        }
        return data;
    }

    /** The parts of a resource by name. */
    public Map<String, Fields> partsOf(Fields declared) {
        var found = new TreeMap<String, Fields>();
        if (declared.get(parts) instanceof Fields fields) {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.value(i) instanceof Fields part) {
                    found.put(fields.name(i), part);
                }
            }
        }
        return found;
    }

    /** Whether a part is data. */
    public boolean isData(Fields part) {
        return part.get(DISPOSABLE) instanceof BoolValue said
                ? said == BoolValue.FALSE
                : sources.stream().noneMatch(part.names()::contains);
    }

    /** Whether a field only says what is data: nothing is done when it changes. */
    public boolean isMark(FieldPath path) {
        List<String> names = path.segments();
        return !parts.isEmpty()
                && names.size() == 3
                && names.get(0).equals(parts)
                && names.get(2).equals(DISPOSABLE);
    }

    private boolean isMeant(Fields declared) {
        return only.entrySet().stream().allMatch(input -> input.getValue().contains(declared.text(input.getKey())));
    }

    private boolean isDisposable(Fields declared) {
        return disposable.entrySet().stream()
                .anyMatch(only -> declared.get(only.getKey()) instanceof ListValue items
                        && !items.values().isEmpty()
                        && items.values().stream().map(Value::toString).allMatch(only.getValue()::contains));
    }
}
