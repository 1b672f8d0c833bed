package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lies on a storage: seeing it, bringing it there, taking it away. */
final class Contents {
    private static final String STORAGE = "/nodes/{node}/storage/{storage}";
    private static final Map<String, String> ENDINGS = Map.of(
            "iso", "(?i).+\\.(iso|img)",
            "vztmpl", ".+\\.tar\\.(gz|xz|zst|bz2)",
            "import", ".+\\.(ova|qcow2|raw|vmdk)");
    private static final Map<String, Integer> DIGESTS =
            Map.of("md5", 32, "sha1", 40, "sha224", 56, "sha256", 64, "sha384", 96, "sha512", 128);
    private static final int KEPT = 16 << 20;

    private Contents() {}

    static void routes(Routes routes) {
        routes.on("GET", STORAGE + "/content", Contents::list)
                .on("GET", STORAGE + "/content/{volume}", call -> one(call, volume(call)))
                .on("DELETE", STORAGE + "/content/{volume}", Contents::delete)
                .on("POST", STORAGE + "/upload", Contents::upload)
                .on("POST", STORAGE + "/download-url", Contents::download);
    }

    private static Section storage(Call call) {
        return Storages.usable(call.cluster(), call.node(), call.text("storage"));
    }

    private static Volumes volumes(Call call) {
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

    private static Object list(Call call) {
        Section storage = storage(call);
        return call.cluster().volumes.values().stream()
                .filter(volume -> volume.storage().equals(storage.id()))
                .filter(volume -> volume.node().isEmpty()
                        || volume.node().equals(call.node().name()))
                .filter(volume -> !call.has("content") || volume.content().equals(call.text("content")))
                .filter(volume -> !call.has("vmid") || volume.vmid() == call.number("vmid", 0))
                .map(Contents::shown)
                .toList();
    }

    /** With or without the name of the storage before it. */
    private static Volume volume(Call call) {
        String given = call.text("volume");
        String id = given.contains(":") ? given : call.text("storage") + ":" + given;
        return volumes(call).find(id).orElseThrow(() -> Refused.because("volume '" + id + "' does not exist"));
    }

    private static Map<String, Object> one(Call call, Volume volume) {
        call.checkAny("/storage/" + volume.storage(), "Datastore.Audit", "Datastore.AllocateSpace");
        var row = new LinkedHashMap<String, Object>();
        row.put("path", "/var/lib/lab/" + volume.id().replace(':', '/'));
        row.put("format", volume.format());
        row.put("size", volume.size());
        row.put("used", volume.size());
        return row;
    }

    private static Object delete(Call call) {
        Volume volume = volume(call);
        if (volume.vmid() > 0) {
            call.check("/storage/" + volume.storage(), "Datastore.AllocateSpace");
        } else {
            call.check("/storage/" + volume.storage(), "Datastore.AllocateTemplate");
        }
        return call.task("imgdel", name(volume.id()) + "@" + volume.storage(), new FileRemoved(volume.id()));
    }

    private static String name(String id) {
        return id.substring(id.lastIndexOf('/') + 1).replaceFirst("^.*:", "").replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    /** The name under which a file will be there. */
    private static String target(Call call, Section storage) {
        String content = call.text("content");
        String filename = name(call.text("filename"));
        if (!filename.matches(ENDINGS.getOrDefault(content, "-"))) {
            throw Refused.parameter("filename", "wrong file extension");
        } else if (!Storages.takes(storage, content)) {
            throw Refused.because("storage '" + storage.id() + "' does not support '" + content + "' content");
        } else if (call.has("checksum") != call.has("checksum-algorithm")) {
            throw Refused.parameter(
                    call.has("checksum") ? "checksum-algorithm" : "checksum",
                    "missing - 'checksum' and 'checksum-algorithm' go together");
        }
        return storage.id() + ":" + content + "/" + filename;
    }

    private static Object upload(Call call) {
        Section storage = storage(call);
        Multipart part = call.upload().orElseThrow(() -> new Refused(400, "upload without a file"));
        String id = target(call, storage);
        volumes(call).checkRoom(storage, part.file().length);
        String wrong = mismatch(call, part.file()).orElse("");
        if (part.file().length <= KEPT && wrong.isEmpty()) {
            call.cluster().files().put(id, part.file());
        }
        var volume = made(call, storage, id, size(part.file()), Shown.hex("SHA-256", part.file()));
        return call.task("imgcopy", "", new FileArrived(volume, wrong));
    }

    private static Volume made(Call call, Section storage, String id, long size, String sha256) {
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

    private static Optional<String> mismatch(Call call, byte[] file) {
        if (!call.has("checksum")) {
            return Optional.empty();
        }
        String algorithm = call.text("checksum-algorithm");
        String got = Shown.hex(algorithm.equals("md5") ? "MD5" : "SHA-" + algorithm.substring(3), file);
        return compared(got, call.text("checksum"));
    }

    private static Optional<String> compared(String got, String expected) {
        return got.equalsIgnoreCase(expected)
                ? Optional.empty()
                : Optional.of("checksum mismatch: got '" + got + "' != expect '" + expected + "'");
    }

    /**
     * What there is to download is told in the property {@code images}: {@code URL#MiB#sha256}. Anything else is as if
     * there were no such file.
     */
    private static Object download(Call call) {
        Section storage = storage(call);
        String id = target(call, storage);
        String compression = call.text("compression", "");
        if (!compression.isEmpty() && !compression.matches("gz|lzo|zst|bz2")) {
            throw Refused.parameter(
                    "compression",
                    "value '" + compression + "' does not have a value in the enumeration 'bz2, gz, lzo, zst'");
        } else if (!compression.isEmpty() && !call.text("content").equals("iso")) {
            throw Refused.parameter("compression", "decompression is only supported for ISO images");
        }
        String expected = call.text("checksum", "");
        if (!expected.isEmpty() && expected.length() != DIGESTS.getOrDefault(call.text("checksum-algorithm"), 0)) {
            throw Refused.parameter("checksum", "no " + call.text("checksum-algorithm"));
        }
        Optional<Volume> there = volumes(call).find(id);
        if (there.isPresent() && expected.isEmpty()) {
            throw Refused.because("refusing to override existing file '" + name(id) + "'");
        }
        List<String> images = Call.listed(call.in().site().placement().property("images", ""));
        Optional<String> image = images.stream()
                .filter(one -> one.startsWith(call.text("url") + "#"))
                .findFirst();
        String[] part = image.orElse("#0#").split("#", -1);
        String wrong = image.isEmpty() ? "download failed: 404 Not Found" : "";
        if (!expected.isEmpty() && call.text("checksum-algorithm").equals("sha256") && wrong.isEmpty()) {
            wrong = compared(part[2], expected).orElse("");
            if (there.isPresent() && !there.get().sha256().equals(expected)) {
                wrong = "mismatching file checksum for existing file '" + name(id) + "'";
            }
        }
        var volume = made(call, storage, id, Long.parseLong(part[1]) << 20, part[2]);
        if (wrong.isEmpty() && there.isEmpty()) {
            volumes(call).checkRoom(storage, volume.size());
        }
        return call.task("download", name(id), new FileArrived(volume, wrong));
    }
}
