package dev.slipway.model;

/**
 * One field of what another task will leave behind. An edge of the graph is a field, not a task: who refers to
 * {@code vm.address} does not change when only {@code vm.tags} does.
 */
public record Ref(TaskKey producer, FieldPath field) implements Value {
    @Override
    public boolean isKnown() {
        return false;
    }

    @Override
    public void write(Encoder out) {
        out.tag(Tag.REF);
        out.key(producer);
        out.text(field.toString());
    }

    @Override
    public String toString() {
        return producer + "." + field;
    }
}
