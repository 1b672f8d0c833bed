/** What a host must be told to translate addresses, in the words of nftables or of iptables. */
@NullMarked
package dev.slipway.translate;

import org.jspecify.annotations.NullMarked;
