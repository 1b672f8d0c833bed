package dev.slipway.proxmox

import dev.slipway.ssh.RevertTimer

/**
 * What a node can put back by itself.
 *
 * @property pauses milliseconds before each attempt to reach it again: a firewall is in force ten seconds after it changes
 */
internal enum class Guarded(word: String, path: String, val pauses: List<Long>, afterwards: String = "") {
    /**
     * ifupdown2 refuses to load a network while another of it does (ifupdown/main.py, lockFile, and lib/status.py,
     * STATUS_ALREADY_RUNNING; 164248fa), such as the task whose change is put back.
     */
    NETWORK(
        "network",
        "/etc/network/interfaces",
        listOf(2_000L, 15_000L, 45_000L),
        "rm -f /etc/network/interfaces.new\nwhile ifreload -a; [ $? -eq 89 ]; do sleep 5; done",
    ),
    CLUSTER("cluster", "/etc/pve/firewall/cluster.fw", listOf(12_000L, 18_000L, 20_000L)),
    NODE("node", "/etc/pve/local/host.fw", listOf(12_000L, 18_000L, 20_000L)),
    ;

    val path = path
    val revert = RevertTimer.Revert("slipway-guard-$word", listOf(path), afterwards, RevertTimer.Reach.ALL)
}
