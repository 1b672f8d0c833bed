package dev.slipway.lab.pve;

/** A node as its cluster knows it. */
record Member(String name, int number, int votes, String ring) {}
