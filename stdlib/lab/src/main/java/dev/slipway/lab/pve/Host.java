package dev.slipway.lab.pve;

/**
 * What stands under the name of a node.
 *
 * @param address where its API is, with the port
 * @param cluster the name of the state that it shares
 * @param booted when, in milliseconds of the lab
 */
record Host(String name, String address, String cluster, String password, int cpus, long memory, long booted) {
    String ip() {
        return address.substring(0, address.lastIndexOf(':'));
    }

    Host in(String other) {
        return new Host(name, address, other, password, cpus, memory, booted);
    }
}
