package dev.slipway.lab.host;

import dev.slipway.lab.shell.ProcessContext;
import dev.slipway.lab.shell.Program;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A web client that comes with its package, and knows no web server but the one of its own host. */
record Curl(Host host) implements Program {
    /** Which service answers at which port of a host. */
    private static final Map<Integer, String> SERVERS = Map.of(80, "nginx");

    @Override
    public int run(List<String> words, ProcessContext job) throws IOException {
        if (host.shelf("packages").get("curl").isEmpty()) {
            return job.fail(127, "sh: 1: curl: not found");
        }
        Optional<String> url =
                words.stream().filter(word -> word.contains("://")).findFirst();
        if (url.isEmpty()) {
            return job.fail(2, "curl: no URL specified");
        }
        URI asked = URI.create(url.get());
        int port = asked.getPort() < 0 ? asked.getScheme().equals("https") ? 443 : 80 : asked.getPort();
        if (!List.of("localhost", "127.0.0.1").contains(asked.getHost())) {
            return job.fail(6, "curl: (6) Could not resolve host: " + asked.getHost());
        }
        String service = SERVERS.getOrDefault(port, "");
        boolean serves = host.shelf("services").text(service).orElse("").contains("active");
        if (service.isEmpty() || !serves) {
            return job.fail(
                    7, "curl: (7) Failed to connect to localhost port " + port + ": Couldn't connect to server");
        }
        if (!words.contains("-o")) {
            job.print("served by " + service + "\n");
        }
        return 0;
    }
}
