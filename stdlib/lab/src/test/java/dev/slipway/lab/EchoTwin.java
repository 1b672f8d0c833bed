package dev.slipway.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The smallest system there is: it says back each line, with the number of lines that it has ever heard. */
public final class EchoTwin implements Twin {
    @Override
    public String kind() {
        return "echo";
    }

    @Override
    public Running start(TwinContext site) throws IOException {
        var door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        LabThreads.start("echo", () -> accept(door, site));
        site.expose(site.placement().property("address"), door.getLocalPort());
        return () -> {
            try {
                door.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static void accept(ServerSocket door, TwinContext site) {
        try {
            while (true) {
                Socket client = door.accept();
                LabThreads.start("echo", () -> serve(client, site));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private static void serve(Socket client, TwinContext site) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int heard = site.shelf().text("heard").map(Integer::parseInt).orElse(0) + 1;
                site.shelf().put("heard", Integer.toString(heard));
                site.record("say", "ok", List.of());
                client.getOutputStream().write((heard + " " + line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // the client has gone
        }
    }
}
