package io.earlyview.inference.assembly;

import io.earlyview.inference.domain.ReleaseReference;
import java.util.Optional;

/** The releases that acquisitions may stay on, as this process has them at hand. */
public interface Pins {
    /** The release that an exam's next acquisition will stay on. */
    Optional<ReleaseReference> champion(String exam);

    /** A release that an acquisition stays on; nothing where it cannot be had any more. */
    Optional<ReleaseReference> release(String releaseId);
}
