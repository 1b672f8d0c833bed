package dev.slipway.lab.host;

import dev.slipway.lab.TwinContext;
import java.util.List;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.DirectTcpipFactory;
import org.apache.sshd.server.forward.TcpForwardingFilter;
import org.apache.sshd.server.forward.TcpipServerChannel;

/** A host of the lab reaches the addresses of the lab and nothing else. */
final class Forwarding extends DirectTcpipFactory {
    /** A port of this machine where nobody can listen. */
    private static final int NOWHERE = 1;

    private final TwinContext site;

    private Forwarding(TwinContext site) {
        this.site = site;
    }

    static List<? extends ChannelFactory> factories(TwinContext site, boolean programs) {
        var forwarding = new Forwarding(site);
        return programs ? List.of(ChannelSessionFactory.INSTANCE, forwarding) : List.of(forwarding);
    }

    @Override
    public Channel createChannel(Session session) {
        return new TcpipServerChannel(TcpForwardingFilter.Type.Direct, getExecutorService()) {
            @Override
            protected OpenFuture doInit(Buffer buffer) {
                String host = buffer.getString();
                int port = buffer.getInt();
                var inside = new ByteArrayBuffer();
                inside.putString("127.0.0.1");
                inside.putUInt(site.portOf(host + ":" + port).orElse(NOWHERE));
                inside.putString(buffer.getString());
                inside.putUInt(buffer.getInt());
                return super.doInit(inside);
            }
        };
    }
}
