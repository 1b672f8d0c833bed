package dev.slipway.lab.pve;

import dev.slipway.lab.table.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What answers which operation. */
final class Routes {
    /** An answer, from within the monitor of the datacenter. */
    interface Handler {
        @Nullable
        Object answer(ApiCall call);
    }

    /** How an operation is answered, and the locks that it takes before. */
    record Route(Handler handler, Function<ApiCall, List<String>> locks) {}

    private final Map<String, Route> routes = new TreeMap<>();

    Routes() {
        Datacenters.routes(this);
        DatacenterOptions.routes(this);
        NothingYet.routes(this);
        Access.routes(this);
        Accounts.routes(this);
        Roles.routes(this);
        Tokens.routes(this);
        Nodes.routes(this);
        NodeReports.routes(this);
        TaskLists.routes(this);
        Storages.routes(this);
        Pools.routes(this);
        Guests.routes(this);
        GuestAgent.routes(this);
        Changes.routes(this);
        Power.routes(this);
        Copies.routes(this);
        Moves.routes(this);
        Mappings.routes(this);
        Contents.routes(this);
        UrlMetadata.routes(this);
        Ha.routes(this);
        Groups.routes(this);
        Networks.routes(this);
        Firewalls.routes(this);
        Formation.routes(this);
        Ceph.routes(this);
    }

    Routes on(String method, String path, Handler handler) {
        return on(method, path, call -> List.of(), handler);
    }

    Routes on(String method, String path, Function<ApiCall, List<String>> locks, Handler handler) {
        if (routes.put(method + " " + path, new Route(handler, locks)) != null) {
            throw new IllegalStateException(method + " " + path + " twice");
        }
        return this;
    }

    /** An operation that answers nothing. */
    Routes does(String method, String path, Consumer<ApiCall> action) {
        return on(method, path, call -> {
            action.accept(call);
            return null;
        });
    }

    boolean serves(Operation operation) {
        return routes.containsKey(operation.method() + " " + operation.path());
    }

    Route of(String method, String path) {
        Route route = routes.get(method + " " + path);
        if (route == null) {
            throw new ApiException(501, "Method '" + method + " " + path + "' not implemented");
        }
        return route;
    }

    Set<String> all() {
        return routes.keySet();
    }
}
