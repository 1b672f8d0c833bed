package dev.slipway.model;

/** A named limit on what really saturates, such as {@code proxmox:trinity/api} = 3. */
public record Pool(String name, int limit) {
    public Pool {
        if (limit < 1) {
            throw new IllegalArgumentException("pool '" + name + "' needs a limit of at least 1 but has " + limit);
        }
    }
}
