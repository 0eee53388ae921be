package io.earlyview.inference.release;

import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.prediction.Network;
import org.jspecify.annotations.Nullable;

/**
 * A release whose artifacts were checked, loaded and warmed up. Whoever uses it holds a lease; when the last is given back
 * the network is closed, so that none is ever closed while it runs.
 */
public final class LoadedRelease {
    private final ReleaseReference reference;
    private final Network network;
    private int leases = 1;

    /** With one lease, the caller's. */
    public LoadedRelease(ReleaseReference reference, Network network) {
        this.reference = reference;
        this.network = network;
    }

    /** What scores say of it. */
    public ReleaseReference reference() {
        return reference;
    }

    /** To be asked by holders of a lease only. */
    public Network network() {
        return network;
    }

    /** Takes a lease; nothing where the network is closed already. */
    synchronized @Nullable LoadedRelease lease() {
        if (leases == 0) {
            return null;
        }
        leases++;
        return this;
    }

    /** Gives a lease back. */
    public synchronized void giveBack() {
        leases--;
        if (leases == 0) {
            network.close();
        }
    }
}
