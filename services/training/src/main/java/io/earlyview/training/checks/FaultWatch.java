package io.earlyview.training.checks;

import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.rule.Rule;
import io.earlyview.training.checks.rule.data.AugmentationBreaksLabel;
import io.earlyview.training.checks.rule.data.InputRange;
import io.earlyview.training.checks.rule.data.NearDuplicates;
import io.earlyview.training.checks.rule.data.PatientLeakage;
import io.earlyview.training.checks.rule.data.SpacingDropped;
import io.earlyview.training.checks.rule.evidence.BestEpochPicked;
import io.earlyview.training.checks.rule.evidence.ConfoundedByAcquisition;
import io.earlyview.training.checks.rule.evidence.IgnoredMinorityClass;
import io.earlyview.training.checks.rule.evidence.Memorising;
import io.earlyview.training.checks.rule.evidence.NoEvidenceOfSignal;
import io.earlyview.training.checks.rule.gradient.CannotOverfitOneBatch;
import io.earlyview.training.checks.rule.gradient.DeadUnits;
import io.earlyview.training.checks.rule.gradient.GradientExploding;
import io.earlyview.training.checks.rule.gradient.GradientVanishing;
import io.earlyview.training.checks.rule.gradient.UpdateRatio;
import io.earlyview.training.checks.rule.loss.CollapsedOutputs;
import io.earlyview.training.checks.rule.loss.ImpossibleLoss;
import io.earlyview.training.checks.rule.loss.InitialLossOff;
import io.earlyview.training.checks.rule.loss.NotANumber;
import io.earlyview.training.checks.rule.loss.PriorPlateau;
import io.earlyview.training.checks.rule.loss.UnboundedLoss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches one run: shows every observation to every rule, keeps what is new, and says whether to stop. Not for several threads.
 *
 * <p>A finding is told once; again only if it has become graver. Memory and time for an observation depend on the number of
 * layers and classes, not on the length of the run.
 */
public final class FaultWatch {
    private final List<Rule> rules;
    private final Map<String, Grade> told = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    public FaultWatch(RunOutline outline) {
        rules = List.of(
                new InputRange(),
                new PatientLeakage(),
                new NearDuplicates(),
                new AugmentationBreaksLabel(),
                new SpacingDropped(),
                new ConfoundedByAcquisition(),
                new NotANumber(),
                new ImpossibleLoss(outline),
                new UnboundedLoss(outline),
                new InitialLossOff(outline),
                new CannotOverfitOneBatch(),
                new GradientVanishing(outline),
                new GradientExploding(outline),
                new UpdateRatio(outline),
                new DeadUnits(),
                new CollapsedOutputs(),
                new PriorPlateau(outline),
                new IgnoredMinorityClass(outline),
                new Memorising(outline),
                new BestEpochPicked(outline),
                new NoEvidenceOfSignal(outline));
    }

    /** What is new with this observation; mostly nothing. */
    public List<Finding> take(Observation observation) {
        List<Finding> fresh = new ArrayList<>();
        for (Rule rule : rules) {
            rule.look(observation).filter(this::isNew).ifPresent(finding -> {
                told.put(finding.rule(), finding.grade());
                fresh.add(finding);
            });
        }
        findings.addAll(fresh);
        return List.copyOf(fresh);
    }

    /** {@link Verdict#STOP} from the first error on. */
    public Verdict verdict() {
        return told.containsValue(Grade.ERROR) ? Verdict.STOP : Verdict.GO_ON;
    }

    /** All that was told, in that order. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    private boolean isNew(Finding finding) {
        Grade before = told.get(finding.rule());
        return before == null || finding.grade().compareTo(before) > 0;
    }
}
