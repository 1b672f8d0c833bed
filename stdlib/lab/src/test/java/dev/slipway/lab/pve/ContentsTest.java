package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Fault;
import dev.slipway.lab.Lab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ContentsTest {
    private static final String LOCAL = "/nodes/neo/storage/local";
    private static final String URL = "https://factory.example/talos.raw";
    private static final String PACKED = "https://factory.example/talos.iso.zst";
    private static final String SHA = "ab".repeat(32);

    private Lab lab;
    private Caller caller;

    @BeforeEach
    void open(@TempDir Path directory) {
        lab = Beds.lab(directory);
        caller = Beds.three(
                lab, "9.1", "images=" + URL + "#1280#" + SHA + "," + PACKED + "#700#" + SHA + "#" + "ef".repeat(32));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static String part(String head, String body) {
        return "--x\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + body + "\r\n";
    }

    private Caller.Heard upload(String name, String content, String body, String checksum) {
        String text = part("name=\"content\"", content)
                + (checksum.isEmpty()
                        ? ""
                        : part("name=\"checksum-algorithm\"", "sha256") + part("name=\"checksum\"", checksum))
                + part("name=\"filename\"; filename=\"" + name + "\"", body)
                + "--x--\r\n";
        return caller.send("POST", "/api2/json" + LOCAL + "/upload", "multipart/form-data; boundary=x", text);
    }

    @Test
    void filesAreUploadedSeenAndRemoved() {
        String body = "cidata";
        String sha = ResponseText.hex("SHA-256", body.getBytes(StandardCharsets.UTF_8));
        assertEquals("OK", caller.done(upload("w 1.iso", "iso", body, sha)));
        var row = caller.get(LOCAL + "/content?content=iso").row("volid", "local:iso/w_1.iso");
        assertEquals(6L, row.get("size"));
        assertTrue(caller.get("/nodes/trinity/storage/local/content").rows().isEmpty(), "it is on neo alone");
        assertEquals(
                "checksum mismatch: got '" + sha + "' != expect '" + SHA + "'",
                caller.done(upload("other.iso", "iso", body, SHA)));
        assertEquals("OK", caller.done(caller.call("DELETE", LOCAL + "/content/local:iso%2Fw_1.iso")));
        assertTrue(caller.get(LOCAL + "/content").rows().isEmpty());
        assertTrue(upload("w.txt", "iso", body, "").body().contains("wrong file extension"));
        assertEquals(400, upload("user.yaml", "snippets", body, "").status(), "snippets cannot be uploaded");
        String unquoted = part("name=content", "iso") + "--x--\r\n";
        assertEquals(
                501,
                caller.send("POST", "/api2/json" + LOCAL + "/upload", "multipart/form-data; boundary=x", unquoted)
                        .status());
    }

    @Test
    void anImageIsDownloadedAndAGuestStartsFromIt() {
        Caller.Heard begun = download("checksum=" + SHA, "checksum-algorithm=sha256");
        assertEquals("OK", caller.done(begun));
        assertEquals(
                "OK", caller.done(download("checksum=" + SHA, "checksum-algorithm=sha256")), "it is there already");
        assertEquals(
                "refusing to override existing file '/var/lib/vz/import/talos.raw'",
                caller.done(download()),
                "the worker looks, not the request");
        assertEquals(
                "checksum mismatch: got '" + SHA + "' != expect '" + "cd".repeat(32) + "', aborting",
                caller.done(download("checksum=" + "cd".repeat(32), "checksum-algorithm=sha256")),
                "of a file that has the name the digest is compared, and nothing is fetched");
        assertEquals(
                "checksum mismatch: got '" + SHA + "' != expect '" + "cd".repeat(32) + "'",
                caller.done(caller.call(
                        "POST",
                        "/nodes/trinity/storage/local/download-url",
                        "url=" + URL,
                        "content=import",
                        "filename=talos.raw",
                        "checksum=" + "cd".repeat(32),
                        "checksum-algorithm=sha256")));
        assertEquals(
                "OK",
                caller.done(caller.call(
                        "POST",
                        "/nodes/neo/qemu",
                        "vmid=100",
                        "scsi0=local-lvm:0,import-from=local:import/talos.raw,discard=on")));
        assertEquals(
                "local-lvm:vm-100-disk-0,discard=on,size=1280M",
                caller.get("/nodes/neo/qemu/100/config").get("scsi0"));
        Caller.Heard sized = caller.call(
                "POST", "/nodes/neo/qemu", "vmid=101", "scsi0=local-lvm:8,import-from=local:import/talos.raw");
        assertEquals(400, sized.status());
        Beds.assertProper(lab);
    }

    /** download_file_from_url: what arrives is compared before it is unpacked, what lies there as it is. */
    @Test
    void aPackedImageIsFetchedOnce() {
        String[] packed = {
            "url=" + PACKED,
            "content=iso",
            "filename=t.iso",
            "compression=zst",
            "checksum=" + SHA,
            "checksum-algorithm=sha256"
        };
        assertEquals("OK", caller.done(caller.call("POST", LOCAL + "/download-url", packed)));
        assertEquals(
                "checksum mismatch: got '" + "ef".repeat(32) + "' != expect '" + SHA + "', aborting",
                caller.done(caller.call("POST", LOCAL + "/download-url", packed)));
        assertEquals(
                "decompression not supported for import",
                caller.done(caller.call(
                        "POST",
                        LOCAL + "/download-url",
                        "url=" + PACKED,
                        "content=import",
                        "filename=t.raw",
                        "compression=zst")));
    }

    /** API2/Storage/Content.pm: whoever removes a file needs Datastore.Allocate, and nobody asks whether it is there. */
    @Test
    void removingNeedsAllocate() {
        assertEquals("OK", caller.done(upload("w.iso", "iso", "cidata", "")));
        Caller small = Beds.holder(caller, "Datastore.AllocateTemplate,Datastore.AllocateSpace", "/storage/local");
        String file = LOCAL + "/content/local:iso%2Fw.iso";
        assertEquals(200, small.get(file).status());
        assertEquals(
                "403 Permission check failed (/storage/local, Datastore.Allocate)",
                small.call("DELETE", file).line());
        assertEquals("OK", caller.done(caller.call("DELETE", file)));
        assertEquals("OK", caller.done(caller.call("DELETE", file)), "one that is not there is a warning");
        assertEquals(
                "500 volume_size_info on 'local:iso/w.iso' failed - no format",
                caller.get(file).line());
        assertEquals(
                "500 unable to parse directory volume name 'odd'",
                caller.get(LOCAL + "/content/local:odd").line());
        assertEquals(
                "400 Parameter verification failed.",
                caller.get("/nodes/neo/storage/nowhere/status").line());
        assertTrue(caller.get("/nodes/neo/storage/nowhere/status").body().contains("No such storage."));
    }

    private Caller.Heard download(String... more) {
        var form = new java.util.ArrayList<>(java.util.List.of("url=" + URL, "content=import", "filename=talos.raw"));
        form.addAll(java.util.List.of(more));
        return caller.call("POST", LOCAL + "/download-url", form.toArray(String[]::new));
    }

    @Test
    void aFullStorageSaysSo() {
        lab.fault(new Fault("storage-full", "home", "local-lvm", 1));
        assertEquals(
                "unable to create VM 100 - lvcreate error:   Volume group has insufficient free space",
                caller.done(caller.call("POST", "/nodes/neo/qemu", "vmid=100", "scsi0=local-lvm:8")));
        assertEquals("100", caller.get("/cluster/nextid").data(), "nothing is left of it");
        assertEquals("OK", caller.done(caller.call("POST", "/nodes/neo/qemu", "vmid=100", "scsi0=local-lvm:8")));
    }
}
