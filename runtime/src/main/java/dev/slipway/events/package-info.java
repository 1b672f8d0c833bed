/** What listens to a run: lines for people, objects for programs, times for whoever asks what took so long. */
@NullMarked
package dev.slipway.events;

import org.jspecify.annotations.NullMarked;
