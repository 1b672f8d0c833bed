package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.table.Table;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RoutesTest {
    /** What the tables promise is served, and nothing else is. */
    @Test
    void everyOperationOfTheTablesIsAnswered() {
        var promised = new TreeSet<String>();
        for (Version version : Version.values()) {
            Table.named(version.table())
                    .operations()
                    .forEach(operation -> promised.add(operation.method() + " " + operation.path()));
        }
        assertEquals(promised, new TreeSet<>(new Routes().all()));
    }
}
