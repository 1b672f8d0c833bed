package dev.slipway.provide;

/**
 * A collection that one request shows, such as {@code proxmox:home/guests}.
 *
 * @param complete whether an object that is not in it does not exist
 */
public record Listing(String name, boolean complete) {}
