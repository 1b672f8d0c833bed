package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.lab.Lab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that nobody here has written finds its way. */
@Timeout(60)
class CurlTest {
    @TempDir
    Path directory;

    private String curl(Lab lab, String path, String... more) throws Exception {
        var command = new ArrayList<>(List.of(
                "curl",
                "-s",
                "-i",
                "--cacert",
                directory.resolve("ca.pem").toString(),
                "--connect-to",
                "10.0.3.11:8006:127.0.0.1:" + lab.port(Beds.TRINITY),
                "-H",
                "Authorization: PVEAPIToken=root@pam!lab=" + Caller.SECRET));
        command.addAll(List.of(more));
        command.add("https://10.0.3.11:8006/api2/json" + path);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void curlMakesAGuestAndUploadsAFile() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl on this machine");
        try (Lab lab = Beds.lab(directory)) {
            Beds.three(lab, "9.1");
            assertTrue(curl(lab, "/version").startsWith("HTTP/1.1 200 OK\r\n"), curl(lab, "/version"));
            String made =
                    curl(lab, "/nodes/trinity/qemu", "-d", "vmid=100", "--data-urlencode", "boot=order=scsi0;net0");
            assertTrue(made.contains("{\"data\":\"UPID:trinity:"), made);
            String again = curl(lab, "/nodes/trinity/qemu", "-d", "vmid=100");
            assertTrue(
                    again.startsWith(
                            "HTTP/1.1 500 unable to create VM 100 - VM 100 already exists on node 'trinity'\r\n"),
                    again);
            Path file = Files.writeString(directory.resolve("w.iso"), "x".repeat(100_000));
            String sent =
                    curl(lab, "/nodes/trinity/storage/local/upload", "-F", "content=iso", "-F", "filename=@" + file);
            assertTrue(sent.contains(":imgcopy:"), sent);
            String text = curl(lab, "/nodes/trinity/qemu", "-d", "vmid=101&boot=order=scsi0;net0");
            assertTrue(text.contains("\"net0\":\"property is not defined") || text.contains("400 Parameter"), text);
            assertEquals(
                    1,
                    lab.recorder().list().stream()
                            .filter(request -> !request.violations().isEmpty())
                            .count(),
                    "a bare semicolon separates");
        }
    }
}
