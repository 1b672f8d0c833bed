package dev.slipway.model;

import java.util.List;

/** Values in order. */
public record Items(List<Value> values) implements Value {
    public Items {
        values = List.copyOf(values);
    }

    @Override
    public void write(Encoder out) {
        out.tag(Tag.ITEMS);
        out.count(values.size());
        out.enter();
        for (Value value : values) {
            value.write(out);
        }
        out.leave();
    }

    @Override
    public boolean isKnown() {
        return values.stream().allMatch(Value::isKnown);
    }

    @Override
    public boolean isSecret() {
        return values.stream().anyMatch(Value::isSecret);
    }

    @Override
    public Value at(FieldPath path) {
        if (path.isRoot()) {
            return this;
        }
        String index = path.segments().get(0);
        int i = index.matches("[0-9]{1,9}") ? Integer.parseInt(index) : values.size();
        var rest = new FieldPath(path.segments().subList(1, path.segments().size()));
        return i < values.size() ? values.get(i).at(rest) : Absent.ABSENT;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
