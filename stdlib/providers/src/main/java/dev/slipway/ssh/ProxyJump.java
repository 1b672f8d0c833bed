package dev.slipway.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.NullUnmarked;

/** The way to a machine through a jump host, without a local port. */
@NullUnmarked // streams are there once it is connected
final class ProxyJump implements Proxy, Closeable {
    private final Session bastion;
    private final KeepAlive keepAlive;
    private ChannelDirectTCPIP channel;
    private InputStream in;
    private OutputStream out;

    ProxyJump(Session bastion, KeepAlive keepAlive) {
        this.bastion = bastion;
        this.keepAlive = keepAlive;
    }

    @Override
    public void connect(SocketFactory factory, String host, int port, int timeout) throws Exception {
        try {
            channel = (ChannelDirectTCPIP) bastion.openChannel("direct-tcpip");
            channel.setHost(host);
            channel.setPort(port);
            in = keepAlive.watched(channel.getInputStream(), this);
            out = channel.getOutputStream();
            channel.connect(timeout);
        } catch (JSchException e) {
            throw new IOException(bastion.getHost() + " cannot reach " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public Socket getSocket() {
        return null;
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.disconnect();
        }
    }
}
