package dev.slipway.lab.pve;

import java.util.Map;
import java.util.TreeMap;

/** An entry of one of the many files of Proxmox VE that are made of sections: a name, and options that are text. */
record ConfigSection(String id, Map<String, String> options) {
    ConfigSection {
        options = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    boolean is(String name) {
        return option(name, "0").equals("1");
    }

    /** The same with some options changed, and some dropped. */
    ConfigSection with(Map<String, String> changed, Iterable<String> dropped) {
        var all = new TreeMap<>(options);
        dropped.forEach(all::remove);
        all.putAll(changed);
        return new ConfigSection(id, all);
    }

    /** As it is shown: what looks like a number is one. */
    Map<String, Object> shown(String key) {
        var shown = new TreeMap<String, Object>();
        options.forEach((name, value) -> shown.put(name, ResponseText.number(value)));
        shown.put(key, id);
        return shown;
    }
}
