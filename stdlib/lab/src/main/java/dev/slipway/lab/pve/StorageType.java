package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a storage of one type may be told: its options, as {@code options} of its plugin lists them, and its contents, as
 * {@code plugindata} does (pve-storage src/PVE/Storage/*Plugin.pm).
 *
 * @param options of which {@code !} marks those that must be given, and {@code =} those that cannot be changed
 * @param contents what it can keep; the first {@code usual} of them are what it keeps by default
 */
record StorageType(List<String> options, List<String> contents, int usual) {
    private static final String FILES = "nodes disable content format mkdir create-base-path create-subdirs bwlimit"
            + " content-dirs prune-backups max-protected-backups maxfiles";
    private static final String DISKS = "nodes disable content bwlimit";
    private static final String ALL = "images rootdir vztmpl iso backup snippets import";

    private static final Map<String, StorageType> KNOWN = Map.of(
            "dir", of("!=path shared is_mountpoint preallocation =snapshot-as-volume-chain " + FILES, 2, ALL + " none"),
            "nfs", of("=path !=server !=export options preallocation =snapshot-as-volume-chain " + FILES, 1, ALL),
            "cifs",
                    of(
                            "=path !=server !=share subdir username password domain smbversion options preallocation"
                                    + " =snapshot-as-volume-chain " + FILES,
                            1,
                            ALL),
            "cephfs",
                    of(
                            "=path monhost subdir options username fuse keyring fs-name " + FILES,
                            1,
                            "backup vztmpl iso snippets import"),
            "lvm",
                    of(
                            "!=vgname =base shared saferemove saferemove-stepsize saferemove_throughput tagged_only"
                                    + " snapshot-as-volume-chain " + DISKS,
                            1,
                            "images rootdir"),
            "lvmthin", of("!=vgname !=thinpool " + DISKS, 2, "images rootdir"),
            "zfspool", of("!=pool blocksize sparse mountpoint " + DISKS, 2, "images rootdir"),
            "rbd", of("pool data-pool monhost namespace username krbd keyring " + DISKS, 1, "images rootdir"));

    private static StorageType of(String options, int usual, String contents) {
        return new StorageType(List.of(options.split(" ", -1)), List.of(contents.split(" ", -1)), usual);
    }

    static StorageType named(String type) {
        StorageType known = KNOWN.get(type);
        if (known == null) {
            throw new ApiException(501, "the lab does not know storages of the type " + type);
        }
        return known;
    }

    String usualContent() {
        return String.join(",", contents.subList(0, usual));
    }

    private boolean knows(String option) {
        return options.stream().anyMatch(one -> plain(one).equals(option));
    }

    private boolean is(String mark, String option) {
        return options.stream()
                .anyMatch(one -> plain(one).equals(option)
                        && one.substring(0, one.length() - option.length()).contains(mark));
    }

    private static String plain(String option) {
        return option.replaceFirst("^!?=?", "");
    }

    /** Refuses what {@code check_config} of pve-common src/PVE/SectionConfig.pm refuses, before anything is locked. */
    void check(Map<String, String> given, boolean creates) {
        for (String name : given.keySet()) {
            if (!creates && is("=", name)) {
                throw ApiException.because("can't change value of fixed parameter '" + name + "'");
            } else if (!knows(name)) {
                throw ApiException.because("unexpected property '" + name + "'");
            }
        }
        for (String option : creates ? options : List.<String>of()) {
            if (option.startsWith("!") && !given.containsKey(plain(option))) {
                throw ApiException.because("missing value for required option '" + plain(option) + "'");
            }
        }
        if (creates && !given.getOrDefault("path", "/x").matches("/[-/a-zA-Z0-9_.@]+")) {
            throw given.getOrDefault("path", "").startsWith("/")
                    ? ApiException.because("illegal path for directory storage: " + given.get("path"))
                    : ApiException.parameter(
                            "path", "invalid format - value does not look like a valid absolute path\n");
        }
    }

    /** What of this it can keep, in order; what it cannot is dropped with a warning ({@code decode_value}, Plugin.pm). */
    String content(String asked) {
        var kept = new TreeSet<>(ApiCall.listed(asked));
        kept.stream()
                .filter(one -> !ALL.contains(one) && !one.equals("none"))
                .findFirst()
                .ifPresent(one -> {
                    throw ApiException.parameter("content", "invalid format - invalid content type '" + one + "'\n");
                });
        kept.retainAll(contents);
        if (kept.isEmpty() && !contents.contains("none")) {
            throw ApiException.because("storage does not support content type 'none'");
        }
        return String.join(",", kept);
    }

    /** Refuses to take away what cannot be, with the words of {@code update}, pve-storage API2/Storage/Config.pm. */
    void checkDeleted(List<String> deleted, Map<String, String> given) {
        for (String name : deleted) {
            String why = !knows(name)
                    ? "no such option '" + name + "'"
                    : is("!", name)
                            ? "unable to delete required option '" + name + "'"
                            : is("=", name)
                                    ? "unable to delete fixed option '" + name + "'"
                                    : given.containsKey(name)
                                            ? "cannot set and delete property '" + name + "' at the same time!"
                                            : "";
            if (!why.isEmpty()) {
                throw ApiException.because("update storage failed: " + why);
            }
        }
    }
}
