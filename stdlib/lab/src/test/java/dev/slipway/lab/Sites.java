package dev.slipway.lab;

import java.util.Map;

/** Places for twins that are tested alone. */
public final class Sites {
    private Sites() {}

    public static Site of(Lab lab, String name) {
        return new Site(lab, new Placement("alone", name, Map.of()));
    }
}
