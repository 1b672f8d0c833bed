/** What survives: the journal, the record that it adds up to, blobs, the lock, and the cache of results. */
@NullMarked
package dev.slipway.store;

import org.jspecify.annotations.NullMarked;
