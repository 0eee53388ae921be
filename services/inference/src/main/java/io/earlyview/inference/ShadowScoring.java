package io.earlyview.inference;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.assembly.Deadlines;
import io.earlyview.inference.assembly.FrameAssembly;
import io.earlyview.inference.domain.AcquisitionWord;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ScoreRevision;
import io.earlyview.inference.domain.ScoreStage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Scores by shadow releases, from the same frames as the champions' and beside them. What it holds lives in memory only:
 * after a restart shadows begin with the frames that come then. It never says that it cannot score, and one that fails stops
 * no champion: shadows then rest until another comes.
 */
final class ShadowScoring {
    private static final Logger LOG = Logger.getLogger(ShadowScoring.class);

    private final WorkerReleases shadows;
    private final FrameAssembly assembly;
    private final Answering answering;
    private final List<Due> due = new ArrayList<>();
    private boolean failed;

    /** @param shadows leases on shadow releases in place of champions */
    ShadowScoring(ExamCatalogue exams, Deadlines deadlines, WorkerReleases shadows, InstantSource clock) {
        this.shadows = shadows;
        this.assembly = new FrameAssembly(exams, deadlines, shadows, clock);
        this.answering = new Answering(assembly, shadows, clock);
    }

    void adopt() {
        if (!shadows.adopt().isEmpty()) {
            failed = false;
        }
    }

    void take(int partition, ReceivedFrame frame) {
        if (!failed && shadows.champion(frame.exam()).isPresent()) {
            assembly.take(partition, frame).ifPresent(due::add);
        }
    }

    void take(int partition, AcquisitionWord word) {
        if (word instanceof AcquisitionWord.Ended ended) {
            assembly.take(partition, ended).ifPresent(due::add);
        }
    }

    void overdue(Set<Integer> readToEnd) {
        due.addAll(assembly.overdue(readToEnd));
    }

    /** What shadows say of what came since the last call. */
    List<ScoreRevision> answer() {
        List<ScoreRevision> revisions = List.of();
        try {
            revisions = answering.answer(due).stream()
                    .filter(revision -> revision.stage() != ScoreStage.CANNOT_SCORE)
                    .toList();
        } catch (RuntimeException e) {
            // A boundary: what is nobody's result must not stop what is one.
            LOG.errorf(e, "Shadows score no more until another comes: releases=%s", shadows.champions());
            failed = true;
            assembly.forgetAll();
        }
        due.clear();
        assembly.written();
        shadows.letGo(assembly.releasesInUse());
        return revisions;
    }

    void forget(Collection<Integer> partitions) {
        assembly.forget(partitions);
    }

    void forgetAll() {
        assembly.forgetAll();
        due.clear();
        shadows.letAllGo();
    }
}
