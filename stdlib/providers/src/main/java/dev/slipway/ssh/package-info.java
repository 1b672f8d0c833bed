/**
 * Programs on other machines, over SSH. A {@link dev.slipway.ssh.Route} says how a machine is reached,
 * {@link dev.slipway.ssh.Connections} keeps what is open, {@link dev.slipway.ssh.HostKeys} knows whom we talk to, and
 * {@link dev.slipway.ssh.Remote} runs things.
 */
@NullMarked
package dev.slipway.ssh;

import org.jspecify.annotations.NullMarked;
