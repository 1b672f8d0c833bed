package dev.slipway.model;

import java.util.List;
import java.util.function.UnaryOperator;

/** Values in order. Gone through by number: an iterator for each of many short lists is much to throw away. */
public record ListValue(List<Value> values) implements Value {
    public ListValue {
        values = List.copyOf(values);
    }

    @Override
    public void write(Encoder out) {
        out.tag(Tag.ITEMS);
        out.count(values.size());
        out.enter();
        for (int i = 0; i < values.size(); i++) {
            values.get(i).write(out);
        }
        out.leave();
    }

    @Override
    public boolean isKnown() {
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isKnown()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isSecret() {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isSecret()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Value part(String index) {
        int i = index.matches("[0-9]{1,9}") ? Integer.parseInt(index) : values.size();
        return i < values.size() ? values.get(i) : Missing.ABSENT;
    }

    @Override
    public ListValue mapped(UnaryOperator<Value> each) {
        var mapped = new Value[values.size()];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = each.apply(values.get(i));
        }
        return new ListValue(List.of(mapped));
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
