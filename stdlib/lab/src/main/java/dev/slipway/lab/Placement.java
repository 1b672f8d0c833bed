package dev.slipway.lab;

import java.util.Map;
import java.util.TreeMap;

/**
 * One system in the lab.
 *
 * @param kind its {@link Twin}
 * @param name what it is called, once in a lab
 * @param properties what else its twin wants to know, such as the address
 */
public record Placement(String kind, String name, Map<String, String> properties) {
    public Placement {
        kind = kind.equals("pve") ? "proxmox" : kind; // its name in labs and layouts of earlier versions
        properties = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
            throw new IllegalArgumentException("'" + name + "' is no name for a system: letters, digits, '.' and '-'");
        }
    }

    public String property(String name) {
        String value = properties.get(name);
        if (value == null) {
            throw new IllegalArgumentException(kind + " " + this.name + " has no '" + name + "'");
        }
        return value;
    }

    public String property(String name, String otherwise) {
        return properties.getOrDefault(name, otherwise);
    }
}
