package dev.slipway.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands in a lab, as it is kept. */
final class Placements {
    private Placements() {}

    static List<Placement> read(TwinState shelf) {
        var placements = new ArrayList<Placement>();
        shelf.text("placements").stream().flatMap(String::lines).forEach(line -> placements.add(placement(line)));
        return placements;
    }

    static void write(TwinState shelf, List<Placement> placements) {
        var text = new StringBuilder();
        placements.forEach(placement -> text.append(text(placement)).append('\n'));
        shelf.put("placements", text.toString());
    }

    static String text(Placement placement) {
        var line = new LinkedHashMap<String, Object>();
        line.put("kind", placement.kind());
        line.put("name", placement.name());
        line.put("properties", placement.properties());
        return Json.text(line);
    }

    static Placement placement(String line) {
        var fields = Json.object(line);
        var properties = new TreeMap<String, String>();
        if (fields.get("properties") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> properties.put(String.valueOf(name), String.valueOf(value)));
        }
        return new Placement(String.valueOf(fields.get("kind")), String.valueOf(fields.get("name")), properties);
    }
}
