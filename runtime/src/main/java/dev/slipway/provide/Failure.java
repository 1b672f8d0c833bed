package dev.slipway.provide;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider could not do it. The class decides what happens next, so choose the honest one; anything else that is
 * thrown counts as {@link InDoubt} for an effect and as {@link Rejected} for the rest.
 */
public abstract sealed class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String fix;

    private Failure(String what, String fix, @Nullable Throwable cause) {
        super(what, cause);
        this.fix = fix;
    }

    /** What the operator can do about it; may be empty. */
    public final String fix() {
        return fix;
    }

    /** The same sort of failure in other words, and without whatever caused it. */
    public abstract Failure saying(String what, String otherFix);

    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** It may work in a moment and nothing was changed: connection refused, 503, a lock held by another task. */
    public static final class Transient extends Failure {
        private static final long serialVersionUID = 1L;

        public Transient(String what, String fix) {
            super(what, fix, null);
        }

        @Override
        public Transient saying(String what, String otherFix) {
            return new Transient(what, otherFix);
        }
    }

    /** We are asked to be slower. */
    public static final class Throttled extends Failure {
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        public Throttled(String what, Duration retryAfter) {
            super(what, "", null);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }

        @Override
        public Throttled saying(String what, String otherFix) {
            return new Throttled(what, retryAfter);
        }
    }

    /** The object is not what the plan assumed: it was changed in the meantime. Plan again. */
    public static final class Conflict extends Failure {
        private static final long serialVersionUID = 1L;

        public Conflict(String what, String fix) {
            super(what, fix, null);
        }

        @Override
        public Conflict saying(String what, String otherFix) {
            return new Conflict(what, otherFix);
        }
    }

    /** The system understood and refuses; trying again would be refused again. */
    public static final class Rejected extends Failure {
        private static final long serialVersionUID = 1L;

        public Rejected(String what, String fix) {
            super(what, fix, null);
        }

        public Rejected(String what, String fix, Throwable cause) {
            super(what, fix, cause);
        }

        @Override
        public Rejected saying(String what, String otherFix) {
            return new Rejected(what, otherFix);
        }
    }

    /** It is unknown whether it happened: the answer was lost. Never retried before reading. */
    public static final class InDoubt extends Failure {
        private static final long serialVersionUID = 1L;

        private final boolean worthRetrying;

        public InDoubt(String what, String fix) {
            super(what, fix, null);
            this.worthRetrying = true;
        }

        public InDoubt(String what, String fix, Throwable cause) {
            super(what, fix, cause);
            this.worthRetrying = true;
        }

        private InDoubt(String what, String fix, boolean worthRetrying) {
            super(what, fix, null);
            this.worthRetrying = worthRetrying;
        }

        /** The same, and even if it did not happen, another attempt would most likely end the same way. */
        public static InDoubt atLast(String what, String fix) {
            return new InDoubt(what, fix, false);
        }

        /** Whether to try again once it is known that it did not happen. */
        public boolean isWorthRetrying() {
            return worthRetrying;
        }

        @Override
        public InDoubt saying(String what, String otherFix) {
            return new InDoubt(what, otherFix, worthRetrying);
        }
    }
}
