package io.earlyview.local.audit;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The revisions of one acquisition in the order in which a subscriber was given them. */
final class AcquisitionHistory {
    private final Set<String> scoreIds = new HashSet<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final Set<Statement> statements = new HashSet<>();
    private @Nullable Revision last;
    private boolean scored;
    private int firstFrames;

    /** What may be said once: the same frames may come again only to say that the acquisition has ended. */
    private record Statement(String releaseId, String frameSet, boolean ended) {}

    /** Takes the next revision; what is wrong with it, if anything is. */
    Optional<Finding> take(Revision next) {
        Optional<Finding> wrong = repetition(next).or(() -> last == null ? beginning(next) : step(last, next));
        if (next.scored() && !scored) {
            firstFrames = next.frames().size();
        }
        scored |= next.scored();
        if (last == null || next.number() > last.number()) {
            last = next;
        }
        return wrong;
    }

    private Optional<Finding> repetition(Revision next) {
        String id = next.acquisitionId();
        boolean newId = scoreIds.add(next.scoreId());
        boolean newStatement = statements.add(new Statement(next.releaseId(), next.frameSet(), next.ended()));
        boolean newNumber = numbers.add(next.number());
        if (newId && newStatement && newNumber) {
            return Optional.empty();
        }
        return Optional.of(Finding.duplicated(
                id,
                "revision " + next.number() + " has "
                        + (!newId ? "the score id" : !newStatement ? "release and frames" : "the number")
                        + " of a revision before it"));
    }

    private static Optional<Finding> beginning(Revision first) {
        return first.number() == 1
                ? Optional.empty()
                : Optional.of(
                        Finding.lost(first.acquisitionId(), "the first revision is " + first.number() + ", not 1"));
    }

    private static Optional<Finding> step(Revision before, Revision next) {
        String id = next.acquisitionId();
        if (next.number() < before.number()) {
            return Optional.of(Finding.regressed(id, "revision " + next.number() + " came after " + before.number()));
        }
        if (!next.releaseId().equals(before.releaseId())) {
            return Optional.of(Finding.regressed(
                    id,
                    "revision " + next.number() + " is of release " + next.releaseId() + ", the one before of "
                            + before.releaseId()));
        }
        if (before.ended()) {
            return Optional.of(Finding.regressed(
                    id, "revision " + next.number() + " came after the last, which was " + before.number()));
        }
        if (next.frames().size() < before.frames().size()) {
            return Optional.of(Finding.regressed(
                    id,
                    "revision " + next.number() + " rests on " + next.frames().size() + " frames, the one before on "
                            + before.frames().size()));
        }
        return next.number() == before.number() + 1
                ? Optional.empty()
                : Optional.of(Finding.lost(id, "revision " + next.number() + " came after " + before.number()));
    }

    /** The highest revision so far; there is one once a revision was taken. */
    Revision last() {
        if (last == null) {
            throw new IllegalStateException("no revision was taken");
        }
        return last;
    }

    /** How many frames the first revision with an output rested on; 0 while there is none. */
    int firstFrames() {
        return firstFrames;
    }

    /** Whether a revision had an output. */
    boolean scored() {
        return scored;
    }
}
