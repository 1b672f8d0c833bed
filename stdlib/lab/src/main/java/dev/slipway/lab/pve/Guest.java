package dev.slipway.lab.pve;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A virtual machine.
 *
 * @param config its file
 * @param pending what will be in its file when it starts the next time; an empty value is one that will be gone
 * @param since when it was started or stopped, in milliseconds of the lab
 */
record Guest(
        int vmid, String node, Map<String, String> config, Map<String, String> pending, boolean running, long since) {
    Guest {
        config = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(config));
        pending = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(pending));
    }

    static Guest made(int vmid, String node, String lock) {
        return new Guest(vmid, node, Map.of("lock", lock), Map.of(), false, 0);
    }

    /** While its disks are copied, its file says no more than this. qemu-server src/PVE/API2/Qemu.pm clone_vm. */
    static Guest copied(int vmid, String node) {
        return new Guest(
                vmid, node, Map.of("lock", "clone", "description", " qmclone temporary file\n"), Map.of(), false, 0);
    }

    String key() {
        return Integer.toString(vmid);
    }

    Optional<String> get(String option) {
        return Optional.ofNullable(config.get(option));
    }

    String get(String option, String otherwise) {
        return config.getOrDefault(option, otherwise);
    }

    long number(String option, long otherwise) {
        return Long.parseLong(get(option, Long.toString(otherwise)).replaceFirst("^current=", ""));
    }

    boolean isTemplate() {
        return get("template", "0").equals("1");
    }

    String digest() {
        return ResponseText.digest(config + " " + pending);
    }

    Guest config(Map<String, String> other) {
        return new Guest(vmid, node, other, pending, running, since);
    }

    Guest set(String option, String value) {
        var all = new TreeMap<>(config);
        if (option.equals("description") && value.isEmpty()) {
            all.remove(option); // the file has no line for it
        } else {
            all.put(option, value);
        }
        return config(all);
    }

    Guest without(Collection<String> options) {
        var all = new TreeMap<>(config);
        options.forEach(all::remove);
        return config(all);
    }

    Guest unlocked() {
        return without(java.util.List.of("lock"));
    }

    Guest pending(Map<String, String> other) {
        return new Guest(vmid, node, config, other, running, since);
    }

    Guest on(String otherNode) {
        return new Guest(vmid, otherNode, config, pending, running, since);
    }

    Guest running(boolean runs, long now) {
        return new Guest(vmid, node, config, pending, runs, now);
    }

    /** What its file would be with everything that is pending. */
    Guest applied() {
        var all = new TreeMap<>(config);
        pending.forEach((name, value) -> {
            if (value.isEmpty()) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        return new Guest(vmid, node, all, Map.of(), running, since);
    }

    /** Nothing is done to a guest while something else is being done to it. */
    void checkUnlocked() {
        if (config.containsKey("lock")) {
            throw ApiException.because("VM is locked (" + config.get("lock") + ")");
        }
    }
}
