package io.earlyview.gateway.folder;

import java.util.List;
import java.util.Optional;

/**
 * What became of a folder.
 *
 * @param taken scans whose every message is on the broker; in a dry run, those that would be sent
 * @param labelled those of them that had a label
 * @param unlisted files that no row names; not sent
 * @param lost why the import ended early; doing it again sends nothing twice
 */
public record ImportSummary(
        int rows, int taken, int labelled, List<RefusedFile> refused, List<String> unlisted, Optional<String> lost) {
    public ImportSummary {
        refused = List.copyOf(refused);
        unlisted = List.copyOf(unlisted);
    }
}
