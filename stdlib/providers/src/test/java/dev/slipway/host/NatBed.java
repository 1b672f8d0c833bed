package dev.slipway.host;

import dev.slipway.dial.Dialer;
import dev.slipway.model.Fields;

/** A host whose rules may be changed. */
interface NatBed extends AutoCloseable {
    Dialer dialer();

    /** How it is reached. */
    Fields host();

    @Override
    void close() throws Exception;
}
