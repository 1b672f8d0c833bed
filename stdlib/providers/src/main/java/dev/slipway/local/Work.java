package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import java.io.IOException;

/** Something to be done on this machine, as a computation or for its effect. */
interface Work {
    /** Does it, and gives what it leaves behind. What is secret in the inputs is masked in all of that. */
    Fields carryOut(Fields inputs, CallContext ticket) throws IOException;
}
