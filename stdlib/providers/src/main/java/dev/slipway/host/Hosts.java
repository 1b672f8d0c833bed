package dev.slipway.host;

import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.ssh.Connections;
import dev.slipway.ssh.Remote;
import java.util.List;

/** The hosts of a project, as the kinds of this package reach them. */
public record Hosts(Connections connections, AccessGuard guard) {
    /** Hosts whose changes of how they are reached nothing undoes. */
    Hosts(Connections connections) {
        this(connections, AccessGuard.none());
    }

    /** The input of every kind here that says how its host is reached. */
    static final String HOST = "host";

    Remote of(Fields inputs, CallContext ticket) {
        if (inputs.get(HOST) instanceof Fields host) {
            return connections.on(host, ticket);
        }
        throw new Failure.Rejected(ticket.key() + " names no host", "say which");
    }

    /** What a script prints that only looks; one that fails is a refusal. */
    String look(Fields inputs, CallContext ticket, String script, String... arguments) {
        return good(of(inputs, ticket).look(script, List.of(arguments)), inputs);
    }

    /** What a script prints that changes something; one that fails is a refusal. */
    String change(Fields inputs, CallContext ticket, String script, String... arguments) {
        return good(of(inputs, ticket).change(script, List.of(arguments), new byte[0]), inputs);
    }

    static String good(Remote.End end, Fields inputs) {
        if (end.isGood()) {
            return end.stdout();
        }
        throw new Failure.Rejected(
                host(inputs) + " says: " + said(end), "see what it says, correct the cause, and run again");
    }

    static String said(Remote.End end) {
        String text = (end.stderr().isBlank() ? end.stdout() : end.stderr()).strip();
        return text.isEmpty() ? "nothing, with status " + end.status() : text;
    }

    static String host(Fields inputs) {
        return inputs.get(HOST) instanceof Fields host ? host.text("name") : "the host";
    }
}
