package dev.slipway.dsl

import dev.slipway.nat.Ip

/** Where a node is: its address, and the network of it. */
internal class NodePlace private constructor(val address: String, val network: String) {
    /** Whether another node is in another network; one with an address of the other family may have one of this, too. */
    fun isApart(other: NodePlace): Boolean =
        (':' in address) == (':' in other.address) && !isWithin(other.address, network)

    companion object {
        /** How long a network usually is whose length the script does not say. */
        private const val V4 = 24
        private const val V6 = 64
        private const val BITS4 = 32
        private const val BITS6 = 128

        /**
         * @param interfaces the addresses of its interfaces with the lengths of their networks, as far as they are declared
         * @param declared the network of all nodes, where the firewall is told of it
         */
        fun of(address: String, interfaces: List<String>, declared: String?): NodePlace {
            val own = interfaces.firstOrNull { it.substringBefore('/') == address && isInNetwork(it) }
            val network = declared ?: network(own ?: "$address/${if (':' in address) V6 else V4}")
            return NodePlace(address, network)
        }

        /** The network from its first address on: 10.0.3.0/24 of 10.0.3.11/24. */
        private fun network(address: String): String {
            val ip = Ip.read(address.substringBefore('/')).orElseThrow()
            val length = address.substringAfter('/').toInt()
            val free = (if (ip.v6) BITS6 else BITS4) - length
            return "${Ip(ip.number.shiftRight(free).shiftLeft(free), ip.v6)}/$length"
        }
    }
}
