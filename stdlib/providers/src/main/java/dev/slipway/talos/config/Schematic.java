package dev.slipway.talos.config;

import dev.slipway.talos.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image of Talos contains beside Talos. Its ID is the SHA-256 of its YAML in the form that Image Factory prints,
 * so it is known before the factory is asked. Upstream: siderolabs/image-factory, pkg/schematic/schematic.go, ID.
 *
 * @param extensions such as {@code siderolabs/qemu-guest-agent}; their order counts
 * @param kernelArguments appended to the kernel's command line
 */
public record Schematic(List<String> extensions, List<String> kernelArguments) {
    /** The schematic as Image Factory prints it; what is registered. */
    public String yaml() {
        Map<String, Object> customization = new LinkedHashMap<>();
        if (!kernelArguments.isEmpty()) {
            customization.put("extraKernelArgs", new ArrayList<Object>(kernelArguments));
        }
        if (!extensions.isEmpty()) {
            Map<String, Object> official = new LinkedHashMap<>();
            official.put("officialExtensions", new ArrayList<Object>(extensions));
            customization.put("systemExtensions", official);
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("customization", customization);
        var text = new YamlText();
        text.map(root);
        return text.toString();
    }

    public String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(yaml().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The installer for machines of the platform, such as {@code nocloud} or {@code metal}. */
    public String installer(String platform, String version) {
        return "factory.talos.dev/" + platform + "-installer/" + id() + ":v" + version;
    }
}
