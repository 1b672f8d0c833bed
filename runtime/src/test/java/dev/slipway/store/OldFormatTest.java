package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.model.Protection;
import dev.slipway.model.TaskOptions;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A state of format 1, which said of the rules of a task only whether it was protected. */
final class OldFormatTest {
    private static final String SNAPSHOT =
            "c2xpcHdheVMAAAABuX270mauE+cY+XhPAAAAJP0au/oHIDdkMjJlNmE4MTU5M2RiNDRjMWVlZjgy"
                    + "ZTY1ZGU4ZDY1AQAAAAABHPO3tgg=";

    private static final String JOURNAL = "c2xpcHdheUoAAAABIY+vGHrlHckzmwj5AAAAJNn/klsHIDdkMjJlNmE4MTU5M2RiNDRjMWVlZjgy"
            + "ZTY1ZGU4ZDY1AQAAAAFirdNlPUMMCnByb3htb3gudm0GYnJpZGdlBWNvcmVzBGRpc2sGbWVtb3J5BG5hbWUEbm9kZQR0YWdzEGNsdXN0"
            + "ZXIubWFpbi5rdHMHYWRkcmVzcwNtYWMEdm1pZAMACnRhbG9zLWNwLTcACnRhbG9zLWNwLTYACnRhbG9zLWNwLTMAAAAAAANtudrNScVY"
            + "BoYJLaHvT1uNS2w4p1L027H0tshW5ElmeQFQBwcBBQV2bWJyMAIDCAMFCWNlcGg6dm0tNwQDgICAgEAFBQp0YWxvcy1jcC03BgUHdHJp"
            + "bml0eQcGAgUFdGFsb3MFDWNvbnRyb2wtcGxhbmUAAgAAAAEAAAACCBsACXFlbXUvMTAwNwEkBwMJBQgxMC4wLjMuNwoFEGJjOjI0OjEx"
            + "OjAwOjAwOjcLA94PANWRKIGWkWdeJF1gEzrPmJIH3nA5aR1czD84up7eSmWOAgAACXJ1bm5pbmc6NwXSCQAAAQGIhtcwQwACAAp0YWxv"
            + "cy1jcC04AAp0YWxvcy1jcC00AAAAAwACQhnucDmJU2RTnil+pLgFp/UE7JNA4XQXxGv7bS66rpYBUAcHAQUFdm1icjACAwgDBQljZXBo"
            + "OnZtLTgEA4CAgIBABQUKdGFsb3MtY3AtOAYFB3RyaW5pdHkHBgIFBXRhbG9zBQ1jb250cm9sLXBsYW5lAAIAAAAAAAAABAgcAAlxZW11"
            + "LzEwMDgBJAcDCQUIMTAuMC4zLjgKBRBiYzoyNDoxMTowMDowMDo4CwPgDwD7nvtmok59w1lID8+gHqF6vFQ2RwTbQUHV+RYEP5dPjAIA"
            + "AAlydW5uaW5nOjgF0gk=";

    private static Entry done(int i) {
        TaskRecord record = Sample.done(i).record();
        return new Entry.Done(
                record.standing(record.needs(), i % 7 == 0 ? TaskOptions.NONE.protect(true) : TaskOptions.NONE));
    }

    private static CrashingDisk old() throws IOException {
        var disk = new CrashingDisk();
        disk.makeDirectory(Storyline.HOME.resolve("state"));
        disk.put(
                Storyline.HOME.resolve("state/000001.snapshot"),
                Base64.getDecoder().decode(SNAPSHOT));
        disk.put(
                Storyline.HOME.resolve("state/000001.journal"),
                Base64.getDecoder().decode(JOURNAL));
        return disk;
    }

    @Test
    void isReadAsItWas() throws IOException {
        var expected = Snapshot.empty("").plus(List.of(done(7), done(8)));
        Snapshot found = new LocalStore(Storyline.HOME, old()).read();
        Storyline.same(expected, found, "read");
        assertEquals(Protection.ON, found.record(Sample.key(7)).orElseThrow().protection());
    }

    @Test
    void isWrittenAnewBeforeAnythingIsAdded() throws IOException {
        CrashingDisk disk = old();
        Snapshot before = new LocalStore(Storyline.HOME, disk).read();
        Snapshot expected = StateStoreContract.write(new LocalStore(Storyline.HOME, disk), Sample.story());
        Snapshot found = new LocalStore(Storyline.HOME, disk).read();
        Storyline.same(expected, found, "after");
        assertEquals(before.lineage(), found.lineage());
        byte[] journal = disk.read(Storyline.HOME.resolve("state/000002.journal"));
        assertEquals(Header.VERSION, journal[11]);
    }
}
