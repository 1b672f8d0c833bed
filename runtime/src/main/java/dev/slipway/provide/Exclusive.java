package dev.slipway.provide;

/**
 * Proof that whoever has it is the one writer of a state. Only the lock of a state gives it, so that whoever merely looks
 * can neither end programs of a run nor change anything to find out what came of its steps.
 */
public interface Exclusive {}
