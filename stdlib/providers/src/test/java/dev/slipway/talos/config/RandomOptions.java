package dev.slipway.talos.config;

import dev.slipway.talos.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random options of a cluster, and random damage to a secrets bundle. */
final class RandomOptions {
    private final Random random;

    RandomOptions(Random random) {
        this.random = random;
    }

    /** Sets options on the input and names them in the request. */
    void choose(ClusterInput input, Map<String, Object> request) {
        if (random.nextBoolean()) {
            input.certSans(List.of("a.example", "10.9.9.9"));
            request.put("sans", List.of("a.example", "10.9.9.9"));
        }
        if (random.nextBoolean()) {
            input.schedulesOnControlPlanes(true);
            request.put("scheduling", true);
        }
        String domain = random.nextBoolean() ? "cluster.local" : "k8s.example";
        input.dnsDomain(domain);
        request.put("dnsDomain", domain);
        if (random.nextBoolean()) {
            String disk = random.nextInt(4) == 0 ? "/dev/\"x\\y" : "/dev/nvme0n1";
            input.installDisk(disk);
            request.put("disk", disk);
        }
        if (random.nextBoolean()) {
            input.installImage("factory.talos.dev/metal-installer/abc:v1.14.1");
            request.put("image", "factory.talos.dev/metal-installer/abc:v1.14.1");
        }
        if (random.nextInt(3) == 0) {
            input.kernelArgs(List.of("console=ttyS0", "x=1"));
            request.put("kernelArgs", List.of("console=ttyS0", "x=1"));
        }
        if (random.nextInt(3) == 0) {
            input.apiServerPort(7443);
            request.put("port", 7443);
        }
        if (random.nextInt(3) == 0) {
            input.sysctls(Map.of("vm.max_map_count", "262144", "net.core.somaxconn", "1"));
            request.put("sysctls", Map.of("vm.max_map_count", "262144", "net.core.somaxconn", "1"));
        }
        if (random.nextInt(3) == 0) {
            input.customCni("https://cni.example/a.yaml?x=1");
            request.put("cni", "https://cni.example/a.yaml?x=1");
        }
        more(input, request);
    }

    private void more(ClusterInput input, Map<String, Object> request) {
        if (random.nextInt(3) == 0) {
            Map<String, List<String>> mirrors = Map.of(
                    "ghcr.io",
                    List.of("https://m.example", "http://n:5000"),
                    "docker.io",
                    List.of("https://d.example"));
            input.registryMirrors(mirrors);
            request.put("mirrors", mirrors);
        }
        if (random.nextInt(4) == 0) {
            input.registryAuthorities(
                    Map.of("ghcr.io", "-----BEGIN CERTIFICATE-----\nYQ==\n-----END CERTIFICATE-----\n"));
            request.put(
                    "authorities", Map.of("ghcr.io", "-----BEGIN CERTIFICATE-----\nYQ==\n-----END CERTIFICATE-----\n"));
        }
        if (random.nextInt(4) == 0) {
            input.insecureRegistries(List.of("ghcr.io", "b.example"));
            request.put("insecure", List.of("ghcr.io", "b.example"));
        }
        if (random.nextInt(3) == 0) {
            boolean enabled = random.nextBoolean();
            input.discovery(enabled);
            request.put("discovery", enabled);
        }
        if (random.nextInt(3) == 0) {
            int port = random.nextBoolean() ? 0 : 7777;
            input.kubePrismPort(port);
            request.put("kubePrism", port);
        }
        if (random.nextInt(3) == 0) {
            boolean enabled = random.nextBoolean();
            input.kubeSpan(enabled);
            request.put("kubeSpan", enabled);
        }
        if (random.nextInt(4) == 0) {
            input.debug(true);
            request.put("debug", true);
        }
    }

    /** The bundle with a line removed or changed, or as it is. */
    static String damaged(Random random, String bundle) {
        List<String> lines = new ArrayList<>(bundle.lines().toList());
        int line = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.set(line, lines.get(line).replaceFirst(":.*", ": x"));
            case 2 -> lines.set(line, lines.get(line).replaceFirst("(.{20}).*", "$1"));
            default -> lines.add("unknown: 1");
        }
        return String.join("\n", lines) + "\n";
    }

    static String json(List<Object> operations) {
        var text = new YamlText();
        text.map(Map.of("patch", operations));
        return text.toString().replaceFirst("patch:\n", "").replaceAll("(?m)^    ", "");
    }
}
