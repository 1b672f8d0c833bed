package dev.slipway.provide;

/**
 * A step that was begun and whose outcome is unknown.
 *
 * @param act what was begun
 * @param handle the remote task that was started for it, such as a Proxmox UPID; empty where none is known
 * @param idempotencyKey what the ticket of the step said
 * @param writer the right to find out, which may take ending what still runs and changing what was half done
 */
public record InterruptedOperation(
        ObjectRef subject, Operation act, String handle, String idempotencyKey, Exclusive writer) {}
