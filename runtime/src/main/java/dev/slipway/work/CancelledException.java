package dev.slipway.work;

/** The run was asked to stop before this could be finished; nothing has been changed by it. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException(String what) {
        super(what);
    }
}
