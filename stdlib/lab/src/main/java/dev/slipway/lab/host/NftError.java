package dev.slipway.lab.host;

/** What nft refuses, in its words. */
final class NftError extends Exception {
    private static final long serialVersionUID = 1L;

    NftError(String what) {
        super(what);
    }

    static NftError unexpected(String word) {
        return new NftError("Error: syntax error, unexpected " + word);
    }
}
