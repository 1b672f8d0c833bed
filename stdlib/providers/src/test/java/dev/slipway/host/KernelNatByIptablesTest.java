package dev.slipway.host;

class KernelNatByIptablesTest extends KernelNatTest {
    @Override
    boolean hasNft() {
        return false;
    }
}
