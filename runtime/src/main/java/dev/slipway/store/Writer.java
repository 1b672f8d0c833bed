package dev.slipway.store;

/**
 * Who is writing a state now, and how far it is.
 *
 * @param done steps that have ended
 * @param total steps of the plan that is applied; 0 while there is none
 */
public record Writer(LockOwner owner, int done, int total) {}
