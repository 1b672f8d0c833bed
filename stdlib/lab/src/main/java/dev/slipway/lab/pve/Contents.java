package dev.slipway.lab.pve;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What lies on a storage: seeing it, bringing it there, taking it away. */
final class Contents {
    private static final String STORAGE = "/nodes/{node}/storage/{storage}";
    private static final Map<String, String> ENDINGS = Map.of(
            "iso", "(?i).+\\.(iso|img)",
            "vztmpl", "(?i).+\\.tar\\.(gz|xz|zst|bz2)",
            "import", "[a-zA-Z0-9.+=_-]+\\.(ova|qcow2|raw|vmdk)");
    private static final int KEPT = 16 << 20;

    private Contents() {}

    static void routes(Routes routes) {
        routes.on("GET", STORAGE + "/content", Contents::list)
                .on("GET", STORAGE + "/content/{volume}", Contents::one)
                .on("DELETE", STORAGE + "/content/{volume}", Contents::delete)
                .on("POST", STORAGE + "/upload", Contents::upload)
                .on("POST", STORAGE + "/download-url", Contents::download);
    }

    private static ConfigSection storage(ApiCall call) {
        return Storages.usable(call.cluster(), call.node(), call.text("storage"));
    }

    private static Volumes volumes(ApiCall call) {
        return new Volumes(call.in(), call.cluster(), call.node());
    }

    private static Map<String, Object> shown(Volume volume) {
        var row = new LinkedHashMap<String, Object>();
        row.put("volid", volume.id());
        row.put("content", volume.content());
        row.put("format", volume.format());
        row.put("size", volume.size());
        row.put("ctime", volume.made());
        if (volume.vmid() > 0) {
            row.put("vmid", volume.vmid());
        }
        return row;
    }

    /** Only of what the storage keeps at present, and only what one may see: {@code index}, API2/Storage/Content.pm. */
    private static Object list(ApiCall call) {
        ConfigSection storage = storage(call);
        if (call.in().strikes("volume-vanishes")) {
            String path = Storages.path(storage, "100/vm-100-disk-0.raw");
            throw ApiException.because("qemu-img: Could not open '" + path + "': Could not open '" + path
                    + "': No such file or directory"); // qemu_img_info, pve-storage src/PVE/Storage/Common.pm
        }
        String content = call.text("content", "images");
        if (!content.matches("images|rootdir|vztmpl|iso|backup|snippets|import")) {
            throw ApiException.parameter("content", "invalid format - invalid content type '" + content + "'\n");
        }
        return call.cluster().volumes.values().stream()
                .filter(volume -> volume.storage().equals(storage.id()))
                .filter(volume -> volume.node().isEmpty()
                        || volume.node().equals(call.node().name()))
                .filter(volume -> Storages.takes(storage, volume.content()))
                .filter(volume -> !call.has("content") || volume.content().equals(call.text("content")))
                .filter(volume -> !call.has("vmid") || volume.vmid() == call.number("vmid", 0))
                .filter(volume -> VolumeName.of(storage, volume.name()).isSeen(call))
                .sorted(Comparator.comparing(volume -> volume.id().toLowerCase(Locale.ROOT)))
                .map(Contents::shown)
                .toList();
    }

    /** {@code info}, API2/Storage/Content.pm: a file that is not there has no format. */
    private static Map<String, Object> one(ApiCall call) {
        VolumeName name = VolumeName.of(call);
        name.checkAccess(call);
        Volume volume = volumes(call)
                .find(name.id())
                .orElseThrow(() -> ApiException.because("volume_size_info on '" + name.id() + "' failed - no format"));
        var row = new LinkedHashMap<String, Object>();
        row.put("path", Storages.path(name.storage(), volume.name()));
        row.put("format", volume.content().equals("iso") ? "raw" : volume.format());
        row.put("size", volume.size());
        row.put("used", volume.size());
        return row;
    }

    /** {@code delete}, API2/Storage/Content.pm. Whether it is there is not asked. */
    private static Object delete(ApiCall call) {
        VolumeName name = VolumeName.of(call);
        String storage = "/storage/" + name.storage().id();
        if (name.content().equals("backup") && name.owner() > 0) {
            call.check(storage, "Datastore.AllocateSpace");
            call.check("/vms/" + name.owner(), "VM.Backup");
        } else {
            call.check(storage, "Datastore.Allocate");
        }
        String owner = name.owner() > 0 ? name.owner() + "@" : "";
        return call.task("imgdel", owner + name.storage().id(), new RemoveFile(name.id()));
    }

    private static String name(String id) {
        return id.substring(id.lastIndexOf('/') + 1).replaceFirst("^.*:", "").replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    /** The name under which a file will be there. */
    private static String target(ApiCall call, ConfigSection storage, String wrongContent) {
        String content = call.text("content");
        String filename = name(call.text("filename"));
        for (String one : List.of("checksum", "checksum-algorithm")) {
            String other = one.equals("checksum") ? "checksum-algorithm" : "checksum";
            if (call.has(one) && !call.has(other)) {
                // check_object, pve-common src/PVE/JSONSchema.pm
                throw ApiException.parameter(other, "missing property - '" + one + "' requires this property");
            }
        }
        if (!filename.matches(ENDINGS.getOrDefault(content, "-"))) {
            throw ApiException.parameter(
                    "filename",
                    content.equals("import") ? "invalid filename or wrong extension" : "wrong file extension");
        } else if (!Storages.takes(storage, content)) {
            throw ApiException.because(wrongContent);
        }
        return storage.id() + ":" + content + "/" + filename;
    }

    /** {@code upload}, API2/Storage/Status.pm: the worker compares the digest, and overwrites what has the name. */
    private static Object upload(ApiCall call) {
        ConfigSection storage = storage(call);
        Multipart part = call.upload().orElseThrow(() -> new ApiException(400, "upload without a file"));
        if (!Storages.keepsFiles(storage)) {
            throw ApiException.because("can't upload to storage type '" + storage.option("type", "") + "'");
        }
        String content = call.text("content");
        String id = target(call, storage, "storage '" + storage.id() + "' does not support '" + content + "' content");
        String wrong = mismatch(call, part.file()).orElse("");
        if (wrong.isEmpty() && !volumes(call).hasRoom(storage, part.file().length)) {
            wrong = "import failed: cp: error writing '" + name(id) + "': No space left on device";
        }
        if (part.file().length <= KEPT && wrong.isEmpty()) {
            call.cluster().files().put(id, part.file());
        }
        var volume = made(call, storage, id, size(part.file()), ResponseText.hex("SHA-256", part.file()));
        return call.task("imgcopy", "", new StoreFile(volume, wrong));
    }

    private static Volume made(ApiCall call, ConfigSection storage, String id, long size, String sha256) {
        String at = Storages.isShared(storage) ? "" : call.node().name();
        String format = id.substring(id.lastIndexOf('.') + 1);
        return new Volume(
                id,
                at,
                call.text("content"),
                format.matches("iso|img") ? "iso" : format,
                size,
                0,
                call.now() / 1000,
                sha256);
    }

    /** A disk image of the sort qcow2 says how large it is. */
    private static long size(byte[] file) {
        boolean qcow =
                file.length > 32 && file[0] == 'Q' && file[1] == 'F' && file[2] == 'I' && (file[3] & 0xFF) == 0xFB;
        return qcow ? java.nio.ByteBuffer.wrap(file, 24, 8).getLong() : file.length;
    }

    private static Optional<String> mismatch(ApiCall call, byte[] file) {
        if (!call.has("checksum")) {
            return Optional.empty();
        }
        String algorithm = call.text("checksum-algorithm");
        String got = ResponseText.hex(algorithm.equals("md5") ? "MD5" : "SHA-" + algorithm.substring(3), file);
        return compared(got, call.text("checksum"));
    }

    private static Optional<String> compared(String got, String expected) {
        return got.equalsIgnoreCase(expected)
                ? Optional.empty()
                : Optional.of("checksum mismatch: got '" + got + "' != expect '" + expected + "'");
    }

    /**
     * What there is to download is told in the property {@code images}: {@code URL#MiB#sha256}, and for what is packed
     * {@code #sha256} of what is in it. Anything else is as if there were no such file. {@code download_url},
     * API2/Storage/Status.pm.
     */
    private static Object download(ApiCall call) {
        ConfigSection storage = storage(call);
        if (!Storages.keepsFiles(storage)) {
            throw ApiException.because(
                    "can't upload to storage type '" + storage.option("type", "") + "', not a file based storage!");
        }
        String content = call.text("content");
        String id = target(
                call, storage, "storage '" + storage.id() + "' is not configured for content-type '" + content + "'");
        List<String> images = ApiCall.listed(call.in().site().placement().property("images", ""));
        String[] image = images.stream()
                .filter(one -> one.startsWith(call.text("url") + "#"))
                .findFirst()
                .orElse("#0#")
                .split("#", -1);
        boolean packed = call.has("compression");
        Optional<Volume> there = volumes(call).find(id);
        String unpacked =
                image.length > 3 ? image[3] : ResponseText.hex("SHA-256", image[2].getBytes(StandardCharsets.UTF_8));
        var volume = there.orElseGet(
                () -> made(call, storage, id, Long.parseLong(image[1]) << 20, packed ? unpacked : image[2]));
        String wrong = packed && !content.equals("iso")
                ? "decompression not supported for " + content
                : there.map(file -> existing(call, storage, file))
                        .orElseGet(() -> fetched(call, image, storage, volume));
        return call.task("download", name(id), new StoreFile(volume, wrong));
    }

    /** {@code download_file_from_url}, pve-common src/PVE/Tools.pm, where a file has the name: what lies there counts. */
    private static String existing(ApiCall call, ConfigSection storage, Volume file) {
        String expected = call.text("checksum", "");
        if (expected.isEmpty()) {
            return "refusing to override existing file '" + Storages.path(storage, file.name()) + "'";
        }
        return compared(file.sha256(), expected).map(why -> why + ", aborting").orElse("");
    }

    /** The same where nothing has the name: what arrives is compared before it is unpacked. */
    private static String fetched(ApiCall call, String[] image, ConfigSection storage, Volume volume) {
        String expected = call.text("checksum", "");
        if (image[0].isEmpty()) {
            return "download failed: exit code 8"; // what wget says of it ends in an empty line
        } else if (!volumes(call).hasRoom(storage, volume.size())) {
            return "download failed: Cannot write to '" + name(volume.id()) + "' (No space left on device).";
        }
        boolean sha256 = call.text("checksum-algorithm", "").equals("sha256");
        return sha256 ? compared(image[2], expected).orElse("") : "";
    }
}
