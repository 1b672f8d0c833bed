package dev.slipway.store;

final class MemoryStoreTest implements StateStoreContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    public StateStore store() {
        return store;
    }
}
