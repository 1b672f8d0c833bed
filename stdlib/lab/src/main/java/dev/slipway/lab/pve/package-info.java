/**
 * A Proxmox VE datacenter: its API over HTTPS, as strict as the real one, in its versions 8.4 and 9.1.
 *
 * <p>A request goes {@code HttpServer -> Api -> Gatekeeper -> an area}, such as {@code Guests} or {@code Firewall}. An area answers
 * from the {@code Cluster} of the node that was asked, or begins a {@code Task} that does its {@code TaskBody} when its locks are
 * free and its time has come. All state is records in {@code RecordMap}s on a shelf; tasks that were running when the lab
 * stopped go on when it starts.
 */
@NullMarked
package dev.slipway.lab.pve;

import org.jspecify.annotations.NullMarked;
