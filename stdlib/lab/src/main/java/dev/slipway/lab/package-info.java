/**
 * An embedded datacenter: strict twins of real systems, in a process of its own, to rehearse against. It knows no
 * provider, so that a mistake of a client cannot be the lab's too.
 *
 * <p>A sort of system is a {@link dev.slipway.lab.Twin}, found as a service. Placed in a lab under a name, it is started
 * at a {@link dev.slipway.lab.TwinContext}, which gives it all that it may use: a {@link dev.slipway.lab.TwinState} for its state, the
 * {@link dev.slipway.lab.LabClock}, certificates of the {@link dev.slipway.lab.Authority}, the
 * {@link dev.slipway.lab.Faults} that it is to show, and addresses, behind each of which a {@link dev.slipway.lab.FaultyProxy}
 * stands. Nothing else is needed to add one.
 */
@NullMarked
package dev.slipway.lab;

import org.jspecify.annotations.NullMarked;
