package dev.slipway.bench.child;

import dev.slipway.bench.fake.CountingDisk;
import dev.slipway.bench.fake.Site;
import dev.slipway.bench.shape.Declared;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import dev.slipway.plan.Options;
import dev.slipway.store.LocalStore;
import dev.slipway.store.LockOwner;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Makes a chain of objects, changes the first few in a second run, and tells what that second run asked of the disk. In
 * a chain one step follows the other, so that no two share a write and the count is the same each time.
 */
public final class Steps {
    public static void main(String[] args) {
        var site = new Site(Path.of(args[0]));
        Mesh mesh = Mesh.of(Shape.CHAIN, Integer.parseInt(args[1]));
        int changed = Integer.parseInt(args[2]);
        up(site, mesh, 0, new CountingDisk());
        var disk = new CountingDisk();
        up(site, mesh, changed, disk);
        Told.tell("executed", site.latency().calls() - mesh.size());
        Told.tell("bytes", disk.bytes());
        Told.tell("writes", disk.writes());
        Told.tell("syncs", disk.syncs());
    }

    private static void up(Site site, Mesh mesh, int changed, CountingDisk disk) {
        try (var store = new LocalStore(site.state(), disk)) {
            site.engine(store, mesh.size())
                    .up(
                            Declared.objects(mesh, changed),
                            Options.NORMAL,
                            LockOwner.here("bench", Clock.systemUTC()),
                            plan -> {
                                disk.reset();
                                return true;
                            });
        }
    }

    private Steps() {}
}
