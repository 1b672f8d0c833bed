package dev.slipway.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Decides, when a machine shows its key, whether to go on. A machine that nobody knows yet is pinned, and loudly. */
@NullUnmarked // the library passes and expects null here and there
final class HostKeyCheck implements HostKeyRepository {
    private final Route route;
    private final HostKeys keys;
    private final CallContext ticket;
    private final AtomicReference<@Nullable Failure> refusal = new AtomicReference<>();

    HostKeyCheck(Route route, HostKeys keys, CallContext ticket) {
        this.route = route;
        this.keys = keys;
        this.ticket = ticket;
    }

    /** Why the machine was refused, if it was. */
    @Nullable
    Failure refusal() {
        return refusal.get();
    }

    @Override
    public int check(String host, byte[] key) {
        try {
            String shown = HostKeys.fingerprint(key);
            if (!route.hostKey().isEmpty()) {
                return route.hostKey().equals(shown) ? OK : refused(shown, route.hostKey(), "the script says so");
            }
            switch (keys.judge(route.alias(), key)) {
                case KNOWN -> {
                    return OK;
                }
                case OTHER -> {
                    return refused(shown, keys.pinnedFingerprints(route.alias()), "it was met with that one before");
                }
                default -> {
                    keys.pin(route.alias(), key);
                    ticket.say("NOTE: " + route + " is met for the first time and now known by its key " + shown
                            + ". If that is not what 'ssh-keygen -lf' says on the machine, the"
                            + " connection is being intercepted.");
                    return OK;
                }
            }
        } catch (IOException e) {
            refusal.set(new Failure.Rejected("host keys cannot be kept: " + e, "make " + keys.file() + " writable", e));
            return NOT_INCLUDED;
        }
    }

    private int refused(String shown, String expected, String why) {
        refusal.set(new Failure.Rejected(
                route + " shows the host key " + shown + ", but is known by "
                        + (expected.isEmpty() ? "another" : expected) + "; " + why,
                "if the machine was installed anew, remove its line from "
                        + keys.file().getFileName()
                        + " or correct hostKey; if not, the connection is being intercepted"));
        return CHANGED;
    }

    @Override
    public void add(HostKey key, UserInfo info) {}

    @Override
    public void remove(String host, String type) {}

    @Override
    public void remove(String host, String type, byte[] key) {}

    @Override
    public String getKnownHostsRepositoryID() {
        return keys.file().toString();
    }

    @Override
    public HostKey[] getHostKey() {
        return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return new HostKey[0];
    }
}
