package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The network of a machine: documents since contract 1.12, {@code machine.network} before. */
final class NetworkIntents {
    private final Intents intents;
    private final Contract contract;
    private final boolean isControlPlane;

    NetworkIntents(Intents intents, Contract contract, boolean isControlPlane) {
        this.intents = intents;
        this.contract = contract;
        this.isControlPlane = isControlPlane;
        if (!intents.vip.isEmpty() && intents.vipLink.isEmpty()) {
            throw Intents.invalid(
                    "VIP " + intents.vip, "no interface is named for it", "name the interface that carries it");
        }
    }

    List<ConfigDocument> documents() {
        var documents = new ArrayList<ConfigDocument>();
        if (contract.isAtLeast(Contract.V1_12)) {
            split(documents);
        } else {
            Parts machine = machine();
            if (!machine.map().isEmpty()) {
                documents.add(Parts.document(DocumentKind.ROOT, Parts.of().put("machine", machine)));
            }
        }
        if (!intents.firewall.isEmpty()) {
            documents.add(
                    Parts.document("NetworkDefaultActionConfig", Parts.of().put("ingress", "block")));
            intents.firewall.forEach(rule -> documents.add(rule(rule)));
        }
        return documents;
    }

    private void split(List<ConfigDocument> documents) {
        if (!intents.hostname.isEmpty()) {
            documents.add(Parts.document(
                    "HostnameConfig",
                    Parts.of().put("hostname", intents.hostname).put("auto", "off")));
        }
        intents.links.forEach(link -> documents.add(document(link)));
        if (!intents.nameservers.isEmpty()) {
            List<Object> servers = new ArrayList<>();
            intents.nameservers.forEach(
                    address -> servers.add(Parts.of().put("address", address).map()));
            documents.add(Parts.document("ResolverConfig", Parts.of().put("nameservers", servers)));
        }
        if (!intents.timeServers.isEmpty()) {
            documents.add(Parts.document(
                    "TimeSyncConfig", Parts.of().put("ntp", Parts.of().list("servers", intents.timeServers))));
        }
        if (!intents.vip.isEmpty() && isControlPlane) {
            documents.add(
                    Parts.document("Layer2VIPConfig", intents.vip, Parts.of().put("link", intents.vipLink)));
        }
    }

    private static ConfigDocument document(Link link) {
        List<Object> addresses = new ArrayList<>();
        link.addresses()
                .forEach(address ->
                        addresses.add(Parts.of().put("address", address).map()));
        List<Object> routes = new ArrayList<>();
        if (!link.gateway().isEmpty()) {
            routes.add(Parts.of().put("gateway", link.gateway()).map());
        }
        link.routes()
                .forEach(route -> routes.add(Parts.of()
                        .put("destination", route.network())
                        .put("gateway", route.gateway())
                        .map()));
        Parts parts = Parts.of()
                .when(link.mtu() > 0, "mtu", link.mtu())
                .when(!addresses.isEmpty(), "addresses", addresses)
                .when(!routes.isEmpty(), "routes", routes)
                .put("up", true);
        if (link.vlan() > 0) {
            return Parts.document(
                    "VLANConfig", link.name(), parts.put("vlanID", link.vlan()).put("parent", link.parent()));
        } else if (!link.bonded().isEmpty()) {
            return Parts.document(
                    "BondConfig",
                    link.name(),
                    parts.list("links", link.bonded()).put("bondMode", link.bondMode()));
        }
        return Parts.document("LinkConfig", link.name(), parts);
    }

    private Parts machine() {
        List<Object> interfaces = new ArrayList<>();
        intents.links.stream().filter(link -> link.vlan() == 0).forEach(link -> interfaces.add(device(link)));
        for (Link link : intents.links) {
            boolean isOrphan = link.vlan() > 0
                    && intents.links.stream().noneMatch(other -> other.name().equals(link.parent()));
            if (isOrphan) {
                Parts device = Parts.of().put("interface", link.parent());
                interfaces.add(withVlans(device, link.parent()).map());
            }
        }
        if (!intents.vip.isEmpty()
                && isControlPlane
                && intents.links.stream().noneMatch(link -> link.name().equals(intents.vipLink))) {
            Parts vip = Parts.of().put("ip", intents.vip);
            interfaces.add(
                    Parts.of().put("interface", intents.vipLink).put("vip", vip).map());
        }
        Parts network = Parts.of()
                .put("hostname", intents.hostname)
                .when(!interfaces.isEmpty(), "interfaces", interfaces)
                .list("nameservers", intents.nameservers);
        Parts machine = Parts.of();
        machine.when(!network.map().isEmpty(), "network", network);
        return machine.when(!intents.timeServers.isEmpty(), "time", Parts.of().list("servers", intents.timeServers));
    }

    private Map<String, Object> device(Link link) {
        List<Object> routes = routes(link);
        boolean carriesVip = link.name().equals(intents.vipLink) && isControlPlane;
        Parts device = Parts.of()
                .put("interface", link.name())
                .list("addresses", link.addresses())
                .when(!routes.isEmpty(), "routes", routes)
                .when(link.mtu() > 0, "mtu", link.mtu())
                .when(carriesVip, "vip", Parts.of().put("ip", intents.vip));
        if (!link.bonded().isEmpty()) {
            device.put("bond", Parts.of().list("interfaces", link.bonded()).put("mode", link.bondMode()));
        }
        return withVlans(device, link.name()).map();
    }

    private Parts withVlans(Parts device, String name) {
        List<Object> vlans = new ArrayList<>();
        for (Link link : intents.links) {
            if (link.vlan() > 0 && link.parent().equals(name)) {
                List<Object> routes = routes(link);
                vlans.add(Parts.of()
                        .put("vlanId", link.vlan())
                        .list("addresses", link.addresses())
                        .when(!routes.isEmpty(), "routes", routes)
                        .when(link.mtu() > 0, "mtu", link.mtu())
                        .map());
            }
        }
        return device.when(!vlans.isEmpty(), "vlans", vlans);
    }

    private static List<Object> routes(Link link) {
        List<Object> routes = new ArrayList<>();
        if (!link.gateway().isEmpty()) {
            String everything = link.gateway().contains(":") ? "::/0" : "0.0.0.0/0";
            routes.add(Parts.of()
                    .put("network", everything)
                    .put("gateway", link.gateway())
                    .map());
        }
        link.routes()
                .forEach(route -> routes.add(Parts.of()
                        .put("network", route.network())
                        .put("gateway", route.gateway())
                        .map()));
        return routes;
    }

    private static ConfigDocument rule(Intents.FirewallRule rule) {
        List<Object> ports = new ArrayList<>();
        ScalarForm form = java.util.Objects.requireNonNull(ScalarForm.named("ports"));
        for (String port : rule.ports()) {
            try {
                ports.add(form.parse(port, true));
            } catch (IllegalArgumentException e) {
                throw Intents.invalid(
                        "rule " + rule.name(), "'" + port + "' is not a port or range", "write 80 or 8000-8100");
            }
        }
        List<Object> from = new ArrayList<>();
        rule.from()
                .forEach(subnet -> from.add(
                        Parts.of().put("subnet", GoAddress.prefix(subnet)).map()));
        return Parts.document(
                "NetworkRuleConfig",
                rule.name(),
                Parts.of()
                        .put("portSelector", Parts.of().put("ports", ports).put("protocol", rule.protocol()))
                        .put("ingress", from));
    }
}
