package dev.slipway.lab.pve;

/**
 * How nodes hold together. A single host has none.
 *
 * @param version counts the changes
 * @param token the factor of the token's timeout; 9.1 and later
 */
record Corosync(String name, int version, String token) {}
