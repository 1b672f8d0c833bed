package dev.slipway.provide;

/**
 * How objects of a kind live inside an object of another kind. The container is the object of that kind with the same name:
 * {@code proxmox.firewall.vm/web} lives in {@code proxmox.vm/web}. When the container is renamed, its contents are renamed with it.
 *
 * @param kind the kind of the container
 * @param fate what the system does with the contents when it deletes the container
 * @param guards whether the object protects its container: it is in place before the container is put into force
 */
public record Containment(String kind, Fate fate, boolean guards) {
    /** What becomes of the contents when their container is deleted. */
    public enum Fate {
        /** The system deletes them too. When the container is replaced they are created again after it. */
        DELETED,
        /** They would stay behind without use: they are deleted before the container and created again after it. */
        ORPHANED,
        /** They do not depend on the container, and serve a new one as well. */
        INDEPENDENT
    }
}
