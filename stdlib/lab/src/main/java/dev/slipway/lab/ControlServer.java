package dev.slipway.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** How a lab in a process of its own is told what to do: a door of this machine, for whoever may read its key. */
final class ControlServer implements AutoCloseable {
    static final String FILE = "control";

    private final Lab lab;
    private final Path file;
    private final Runnable stop;
    private final HttpServer server;
    private final String key;

    ControlServer(Lab lab, Path directory, Runnable stop) throws IOException {
        this.lab = lab;
        this.file = directory.resolve(FILE);
        this.stop = stop;
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        this.key = HexFormat.of().formatHex(bytes);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(LabThreads.named("lab-control")));
        server.createContext("/", this::answer);
        server.start();
        publish();
    }

    private void publish() throws IOException {
        Path draft = file.resolveSibling(FILE + ".draft");
        Files.deleteIfExists(draft);
        if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        long process = ProcessHandle.current().pid();
        String line = server.getAddress().getPort() + " " + key + " " + process + " " + LabProcess.stamp();
        Files.writeString(draft, line + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = 200;
        String text;
        try {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] wanted = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
            if (given == null || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), wanted)) {
                status = 401;
                text = "this lab belongs to another user";
            } else {
                text = obey(
                        exchange.getRequestURI().getPath(),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            status = 400;
            text = String.valueOf(e.getMessage());
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
        if (status == 200 && exchange.getRequestURI().getPath().equals("/stop")) {
            stop.run();
        }
    }

    private String obey(String path, String body) {
        switch (path) {
            case "/stop" -> {
                return "stopping";
            }
            case "/pace" -> {
                return Double.toString(lab.pace());
            }
            case "/placements" -> {
                return lab.placements().stream().map(Placements::text).collect(Collectors.joining("\n"));
            }
            case "/reset" -> lab.reset();
            case "/remove" -> lab.remove(body);
            case "/place" -> lab.place(Placements.placement(body));
            case "/fault" -> {
                String[] part = body.split("\t", -1);
                if (part.length != 4) {
                    throw new IllegalArgumentException("a fault has a name, a target, a value and a count");
                }
                checkTarget(part[1]);
                lab.fault(new Fault(part[0], part[1], part[2], Integer.parseInt(part[3])));
            }
            case "/clear" -> {
                String[] part = body.split("\t", -1);
                lab.faults().clear(part[0], part.length > 1 ? part[1] : "*");
            }
            case "/state" -> {}
            default -> throw new IllegalArgumentException("the lab knows no " + path);
        }
        return state();
    }

    /** A fault of nothing would never strike, and nobody would know why. */
    private void checkTarget(String target) {
        var targets = new TreeSet<>(lab.ports().keySet());
        lab.placements().forEach(placement -> targets.add(placement.name()));
        if (!target.equals("*") && !targets.contains(target)) {
            throw new IllegalArgumentException(
                    "nothing in the lab is called '" + target + "'; targets are * and " + String.join(", ", targets));
        }
    }

    private String state() {
        var state = new LinkedHashMap<String, Object>();
        state.put("now", lab.clock().now().toString());
        state.put(
                "systems",
                lab.placements().stream().map(p -> p.kind() + " " + p.name()).toList());
        var addresses = new LinkedHashMap<String, Object>();
        lab.ports().forEach((address, port) -> addresses.put(address, "127.0.0.1:" + port));
        state.put("addresses", addresses);
        state.put(
                "faults",
                lab.faults().list().stream()
                        .map(f -> (f.name() + " " + f.target() + " " + f.value()).strip())
                        .toList());
        return Json.text(state);
    }

    @Override
    public void close() {
        server.stop(0);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // whoever reads it finds nobody at home
        }
    }
}
