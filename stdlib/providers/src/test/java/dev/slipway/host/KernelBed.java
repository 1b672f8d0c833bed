package dev.slipway.host;

import dev.slipway.dial.Dialer;
import dev.slipway.model.Fields;
import dev.slipway.ssh.Keys;
import dev.slipway.translate.Street;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server of OpenSSH in a machine made of namespaces, whose files below /etc are its own. Each connection gets a server
 * that is started in there; a script stands in for systemd.
 */
final class KernelBed implements NatBed {
    private static final String SYSTEMCTL = """
            #!/bin/sh
            [ "$1" != -q ] || shift
            d=/mnt/units; mkdir -p $d; u=/etc/systemd/system/$2.service
            case $1 in
            is-enabled) if [ -e $d/$2 ]; then echo enabled; else echo disabled; exit 1; fi;;
            enable) [ -e $u ] && touch $d/$2;;
            disable) rm -f $d/$2;;
            start) [ -e $d/$2.on ] || { sed -n 's/^ExecStart\\(Pre\\)\\?=//p' $u | sh -e && touch $d/$2.on; };;
            stop) rm -f $d/$2.on;;
            daemon-reload) ;;
            boot) for n in $d/*; do case $n in *.on) rm -f $n;; esac; done
                for n in $d/*; do if [ -e $n ]; then $0 start ${n##*/}; fi; done;;
            *) exit 1;;
            esac
            """;

    private final Path directory;
    private final ServerSocket door;
    private final Street street = new Street();
    private final Path key;

    KernelBed(Path directory, boolean hasNft) throws Exception {
        this.directory = directory;
        Keys.make(directory, "host_key", "ed25519", "");
        this.key = Keys.make(directory, "login", "ed25519", "");
        Files.createDirectories(Path.of("/run/sshd"));
        Files.writeString(directory.resolve("systemctl"), SYSTEMCTL);
        Files.writeString(directory.resolve("sshd.conf"), """
                HostKey %1$s/host_key
                PidFile none
                UsePAM no
                StrictModes no
                PermitRootLogin prohibit-password
                AuthorizedKeysFile %1$s/login.pub
                SetEnv PATH=/mnt/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=%1$s
                """.formatted(directory));
        street.host.good("mount -t tmpfs none /mnt; cp -a /etc /mnt/; mount --bind /mnt/etc /etc; rm -rf /etc/slipway;"
                + " mkdir -p /mnt/bin /etc/systemd/system; cp '" + directory
                + "/systemctl' /mnt/bin/; chmod 755 /mnt/bin/systemctl");
        if (!hasNft) {
            street.host.good(
                    "for f in /usr/sbin/nft /sbin/nft; do if [ -f $f ]; then mount --bind /dev/null $f; fi; done");
        }
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::listen);
    }

    Street street() {
        return street;
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                Process server = new ProcessBuilder(street.host.enter(
                                "/usr/sbin/sshd",
                                "-i",
                                "-f",
                                directory.resolve("sshd.conf").toString()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                start(() -> pump(socket, server, true));
                start(() -> pump(socket, server, false));
            } catch (IOException e) {
                return; // the door is closed
            }
        }
    }

    private static void pump(Socket socket, Process server, boolean inwards) {
        try (InputStream in = inwards ? socket.getInputStream() : server.getInputStream();
                OutputStream out = inwards ? server.getOutputStream() : socket.getOutputStream()) {
            var bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                out.write(bytes, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            server.destroy();
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "kernel-bed");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Fields host() {
        return Fields.of(
                "name",
                "neo",
                "address",
                "127.0.0.1",
                "port",
                door.getLocalPort(),
                "user",
                "root",
                "key",
                key.toString());
    }

    @Override
    public Dialer dialer() {
        return (name, port) -> new Dialer.Place(name, port);
    }

    @Override
    public void close() throws Exception {
        door.close();
        street.close();
    }
}
