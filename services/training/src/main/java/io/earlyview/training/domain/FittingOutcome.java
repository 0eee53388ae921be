package io.earlyview.training.domain;

import java.util.List;
import java.util.Optional;

/** How a fitting ended. Only {@link Fitted} carries a network that may be released. */
public sealed interface FittingOutcome {

    /** What the checks named, in that order, whatever the end. */
    List<NamedFinding> findings();

    /**
     * A network that learned something.
     *
     * @param onnx outputs as the contract's release kind says
     * @param figures on the held-out examples
     * @param examplesTrained examples that moved weights or calibration
     * @param examplesHeldOut examples that {@code figures} come from
     * @param simulated whether any example was simulated
     * @param selection how the weights were chosen, in a sentence
     * @param calibrator how outputs become probabilities or quantities, with its numbers
     * @param stopping when a scan may stop by its scores
     */
    record Fitted(
            OnnxNetwork onnx,
            EvaluationFigures figures,
            int examplesTrained,
            int examplesHeldOut,
            boolean simulated,
            String selection,
            String calibrator,
            Optional<StoppingPolicy> stopping,
            List<NamedFinding> findings)
            implements FittingOutcome {
        public Fitted {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Fitting ran to its end, and what came out must not be released.
     *
     * @param sentence why, with the limit and the value
     * @param figures on the held-out examples
     */
    record NotLearned(String sentence, EvaluationFigures figures, List<NamedFinding> findings)
            implements FittingOutcome {
        public NotLearned {
            findings = List.copyOf(findings);
        }
    }

    /**
     * A check ended it before the weights were spoilt. The held-out examples were not looked at.
     *
     * @param stepsTaken before it; the step that was to come was not taken
     * @param epochsKept whole epochs before it: the weights went back to the end of the last of them
     * @param by the first of the findings that is an error
     */
    record Stopped(long stepsTaken, int epochsKept, NamedFinding by, List<NamedFinding> findings)
            implements FittingOutcome {
        public Stopped {
            findings = List.copyOf(findings);
        }

        /** Where it stopped, and why. */
        public String sentence() {
            String where = stepsTaken == 0 ? "before its first step" : "in epoch " + (epochsKept + 1);
            return "A check stopped the run " + where + ". " + by.sentence();
        }
    }

    /** Fitting could not run, or broke off. {@code sentence} says why, with the limit and the value. */
    record Failed(String sentence, List<NamedFinding> findings) implements FittingOutcome {
        public Failed {
            findings = List.copyOf(findings);
        }

        /** Before anything could be checked. */
        public Failed(String sentence) {
            this(sentence, List.of());
        }
    }

    /** Somebody stopped it after {@code epochsDone} whole epochs. */
    record Cancelled(int epochsDone, List<NamedFinding> findings) implements FittingOutcome {
        public Cancelled {
            findings = List.copyOf(findings);
        }
    }
}
