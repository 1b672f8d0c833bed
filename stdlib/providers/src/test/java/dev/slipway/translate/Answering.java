package dev.slipway.translate;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Listens on ports, TCP and UDP alike, and tells everybody who asks who it is and whom it sees. */
final class Answering {
    private Answering() {}

    public static void main(String[] words) throws IOException {
        for (int i = 1; i < words.length; i++) {
            var tcp = new ServerSocket(Integer.parseInt(words[i]));
            var udp = new DatagramSocket(Integer.parseInt(words[i]));
            new Thread(() -> tcp(words[0], tcp)).start();
            new Thread(() -> udp(words[0], udp)).start();
        }
        System.out.println("ready");
    }

    private static byte[] answer(String name, InetAddress seen, int port) {
        return (name + ":" + port + " sees " + seen.getHostAddress() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void tcp(String name, ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(answer(name, socket.getInetAddress(), server.getLocalPort()));
            } catch (IOException e) {
                System.err.println(e);
            }
        }
    }

    private static void udp(String name, DatagramSocket socket) {
        while (true) {
            try {
                var packet = new DatagramPacket(new byte[64], 64);
                socket.receive(packet);
                byte[] answer = answer(name, packet.getAddress(), socket.getLocalPort());
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                System.err.println(e);
            }
        }
    }
}
