package dev.slipway.host;

class TwinNatByIptablesTest extends TwinNatTest {
    @Override
    boolean hasNft() {
        return false;
    }
}
