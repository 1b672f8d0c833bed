package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.table.Table;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RoutesTest {
    /** What has a handler is published in a version, under that very path. */
    @Test
    void whatIsServedIsPublished() {
        var unpublished = new TreeSet<>(new Routes().all());
        for (Version version : Version.values()) {
            Table.named(version.table())
                    .operations()
                    .forEach(operation -> unpublished.remove(operation.method() + " " + operation.path()));
        }
        assertEquals(new TreeSet<String>(), unpublished);
    }
}
