package dev.slipway.complete;

/** Finds what may be written at a place of a script. */
@FunctionalInterface
public interface Completer {
    /** Throws {@link dev.slipway.model.InvalidInputException} when the file cannot be read or has no such place. */
    Suggestions at(Place place);
}
