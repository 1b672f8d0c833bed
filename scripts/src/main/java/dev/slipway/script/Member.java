package dev.slipway.script;

/** A method or a field, as code names it. */
record Member(String owner, String name, String type) {
    @Override
    public String toString() {
        return owner + "." + name;
    }
}
