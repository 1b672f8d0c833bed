/**
 * HTTP/1.1 for the twins: a server of our own, because none at hand can write a reason phrase, send an answer piece by
 * piece for as long as its client listens, and ask for a client's certificate without insisting.
 */
@NullMarked
package dev.slipway.lab.http;

import org.jspecify.annotations.NullMarked;
