package dev.slipway.lab.pve;

/**
 * Something that lies on a storage.
 *
 * @param id such as {@code local:iso/talos.iso}
 * @param node where it is; empty on a storage that all nodes share
 * @param vmid whose it is; 0 for nobody's
 * @param made when, in seconds of the lab
 * @param sha256 of the content of a file; empty for a disk
 */
record Volume(String id, String node, String content, String format, long size, int vmid, long made, String sha256) {
    /** The key under which it is kept: the same name may be there on each node. */
    String key() {
        return key(node, id);
    }

    static String key(String node, String id) {
        return node + "|" + id;
    }

    String storage() {
        return id.substring(0, id.indexOf(':'));
    }

    String name() {
        return id.substring(id.indexOf(':') + 1);
    }

    Volume size(long other) {
        return new Volume(id, node, content, format, other, vmid, made, sha256);
    }

    Volume of(String otherId, int otherVmid) {
        return new Volume(otherId, node, content, format, size, otherVmid, made, sha256);
    }
}
