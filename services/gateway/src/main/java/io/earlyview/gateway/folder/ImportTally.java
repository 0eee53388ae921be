package io.earlyview.gateway.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what happens during an import, from the reading thread and from those that receipts arrive on. */
final class ImportTally {
    private final FolderPlan plan;
    private final ImportProgress progress;
    private final List<RefusedFile> refused;
    private Optional<String> lost = Optional.empty();
    private int taken;
    private int labelled;

    ImportTally(FolderPlan plan, ImportProgress progress) {
        this.plan = plan;
        this.progress = progress;
        this.refused = new ArrayList<>(plan.refused());
    }

    synchronized void taken(PlannedFile file) {
        taken++;
        labelled += file.label().isPresent() ? 1 : 0;
        tell();
    }

    synchronized void refused(PlannedFile file, String reason) {
        refused.add(new RefusedFile(file.name(), reason));
        tell();
    }

    synchronized void lost(String reason) {
        lost = Optional.of(reason);
    }

    synchronized boolean isLost() {
        return lost.isPresent();
    }

    synchronized ImportSummary summary() {
        return new ImportSummary(plan.rows(), taken, labelled, refused, plan.unlisted(), lost);
    }

    private void tell() {
        progress.settled(taken + refused.size(), refused.size());
    }
}
