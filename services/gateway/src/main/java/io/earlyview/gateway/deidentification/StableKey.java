package io.earlyview.gateway.deidentification;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads the key once, at first use. */
final class StableKey implements Supplier<byte[]> {
    private final Supplier<byte[]> source;
    private byte @Nullable [] loaded;

    private StableKey(Supplier<byte[]> source) {
        this.source = source;
    }

    static Supplier<byte[]> of(Supplier<byte[]> source) {
        return new StableKey(source);
    }

    @Override
    public synchronized byte[] get() {
        byte[] key = loaded;
        if (key == null) {
            key = source.get();
            loaded = key;
        }
        return key;
    }
}
