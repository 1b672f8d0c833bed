package dev.slipway.apply;

import dev.slipway.model.BoolValue;
import dev.slipway.model.ListValue;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A strict system of machines, their walls and their entries in a register. Every change is one request, and each may be
 * refused. A number and an address are given once; a machine in the register cannot be deleted; a wall is deleted with its
 * machine; a machine that is started before the wall it shall have is whole is a breach.
 */
final class Estate {
    static final class Machine {
        long id;
        String mark = "";
        String mac = "";
        boolean running;
        final Map<String, Value> options = new TreeMap<>();

        String name() {
            return String.valueOf(options.get("name"));
        }
    }

    /** A rule of a wall, with the mark of whoever wrote it. */
    record Brick(String mark, String rule) {}

    static final class Wall {
        final List<Brick> bricks = new ArrayList<>();
        boolean raised;
    }

    record Entry(String mark, boolean complete) {}

    final Map<Long, Machine> machines = new TreeMap<>();
    final Map<Long, Wall> walls = new TreeMap<>();
    final Map<Long, Entry> register = new TreeMap<>();

    /** By machine, how many rules its wall shall have before it is started. */
    final Map<String, Integer> walled = new TreeMap<>();

    final List<String> breaches = new ArrayList<>();
    final List<String> requests = new ArrayList<>();

    /** The number of the request that is refused; none by default. */
    int refused = -1;

    /** Whether it is not refused but carried out, and its answer is lost. */
    boolean loses;

    private int dealt = 100;

    synchronized void request(String what, Runnable change) {
        requests.add(what);
        boolean hit = requests.size() - 1 == refused;
        if (hit && !loses) {
            throw new Failure.Rejected("refused for a test: " + what, "");
        }
        change.run();
        if (hit) {
            throw new Failure.InDoubt("lost for a test: " + what, "");
        }
    }

    long free() {
        while (machines.containsKey((long) dealt)) {
            dealt++;
        }
        return dealt++;
    }

    void start(Machine machine) {
        int rules = walled.getOrDefault(machine.name(), 0);
        Wall wall = walls.getOrDefault(machine.id, new Wall());
        if (rules > 0 && (!wall.raised || wall.bricks.size() < rules)) {
            breaches.add(machine.name() + " is started with " + wall.bricks.size() + " of " + rules);
        }
        machine.running = true;
    }

    void insert(Machine machine) {
        if (machines.putIfAbsent(machine.id, machine) != null) {
            throw new Failure.Rejected("the number " + machine.id + " is taken", "");
        }
    }

    void address(Machine machine, Value address) {
        for (Machine other : machines.values()) {
            if (other != machine && address.equals(other.options.get("address"))) {
                throw new Failure.Rejected("the address " + address + " is taken", "");
            }
        }
        machine.options.put("address", address);
    }

    void delete(long id) {
        if (register.containsKey(id)) {
            throw new Failure.Rejected("the machine " + id + " is in the register", "");
        }
        machines.remove(id);
        walls.remove(id);
    }

    Wall wall(long id) {
        if (!machines.containsKey(id)) {
            throw new Failure.Rejected("there is no machine " + id, "");
        }
        return walls.computeIfAbsent(id, wall -> new Wall());
    }

    Optional<Machine> named(String name) {
        return machines.values().stream()
                .filter(machine -> machine.name().equals(name))
                .findFirst();
    }

    Registry registry() {
        return Registry.builder()
                .add("fake.vm", 1, () -> new EstateMachines(this))
                .add("fake.wall", 1, () -> new EstateWalls(this))
                .add("fake.entry", 1, () -> new EstateEntries(this))
                .build();
    }

    /** Everything that is there, by the names of machines, as a declaration would say it. */
    synchronized Map<String, String> contents() {
        var all = new TreeMap<String, String>();
        for (Machine machine : machines.values()) {
            var options = new TreeMap<>(machine.options);
            Wall wall = walls.getOrDefault(machine.id, new Wall());
            options.put("running", BoolValue.of(machine.running));
            String is = options.toString();
            if (wall.raised || !wall.bricks.isEmpty()) {
                is += " wall " + wall.raised + " "
                        + wall.bricks.stream().map(Brick::rule).sorted().toList();
            }
            if (register.containsKey(machine.id)) {
                is += " entry " + register.get(machine.id).complete();
            }
            all.merge(machine.name(), is, (one, other) -> one + " AND " + other);
        }
        register.keySet().stream()
                .filter(id -> !machines.containsKey(id))
                .forEach(id -> all.put("entry of nobody " + id, ""));
        return all;
    }

    static List<String> texts(Value items) {
        return items instanceof ListValue list
                ? list.values().stream().map(Value::toString).toList()
                : List.of();
    }
}
