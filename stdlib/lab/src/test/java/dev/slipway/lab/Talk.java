package dev.slipway.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a client of the echo hears. */
final class Talk {
    private Talk() {}

    static String say(int port, String line) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            String heard = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return heard == null ? "(end)" : heard;
        } catch (java.net.SocketTimeoutException e) {
            return "(silence)";
        } catch (IOException e) {
            return "(refused)";
        }
    }
}
