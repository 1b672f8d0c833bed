package dev.slipway.lab;

import java.util.Map;

/** Places for twins that are tested alone. */
public final class Sites {
    private Sites() {}

    public static TwinContext of(Lab lab, String name) {
        return of(lab, new Placement("alone", name, Map.of()));
    }

    public static TwinContext of(Lab lab, Placement placement) {
        return new TwinContext(lab, placement);
    }
}
