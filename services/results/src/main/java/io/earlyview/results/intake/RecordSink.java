package io.earlyview.results.intake;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where understood records go. Writing the same records again must change nothing. */
@FunctionalInterface
public interface RecordSink<T> {

    /**
     * Completes after the transaction that wrote all of them is committed. Fails with {@link UnstorableException} where
     * at least one of them can never be written; with anything else where trying again may help.
     */
    Uni<Void> record(List<T> records);
}
