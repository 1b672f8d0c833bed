package dev.slipway.lab.pve;

/** A disk of a node. One that somebody uses says who does. */
record Disk(String path, long size, String used, int osd) {}
