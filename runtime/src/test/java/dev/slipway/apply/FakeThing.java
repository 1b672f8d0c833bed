package dev.slipway.apply;

import dev.slipway.model.Fields;

/** A thing of the fake world. */
final class FakeThing {
    final String id;
    final String tag;
    Fields fields;
    int generation;

    FakeThing(String id, String tag, Fields fields) {
        this.id = id;
        this.tag = tag;
        this.fields = fields;
    }
}
