package dev.slipway.lab.pve;

import java.util.List;

/** Guests and storages that are looked after together. */
record Pool(String id, String comment, List<String> guests, List<String> storages) {
    static final Pool NONE = new Pool("", "", List.of(), List.of());
}
