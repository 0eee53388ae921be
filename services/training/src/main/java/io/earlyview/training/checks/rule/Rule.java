package io.earlyview.training.checks.rule;

import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.observation.Observation;
import java.util.Optional;

/**
 * One fault and how it shows. A rule may remember: one instance watches one run, and is shown everything in order. It says
 * what it sees as often as it sees it; whoever asks keeps what is new.
 */
@FunctionalInterface
public interface Rule {
    /** The fault, if this observation shows it. Costs no more than the layers that the observation names. */
    Optional<Finding> look(Observation observation);
}
