package dev.slipway.dial;

import java.net.UnknownHostException;

/** An address of the world was asked for in a lab that has no such address. */
public final class NotInLab extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    public static final String FIX = "put it into the lab, such as by a line of slipway.lab, or correct it";

    NotInLab(String message) {
        super(message);
    }
}
