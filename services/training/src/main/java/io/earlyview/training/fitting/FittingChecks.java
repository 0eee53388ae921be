package io.earlyview.training.fitting;

import io.earlyview.training.checks.FaultWatch;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.fitting.recipe.Remedies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The checks of one run: takes what fitting measures and tells whoever watches what they named. */
final class FittingChecks {
    private final Prepared run;
    private final FaultWatch watch;
    private final FittingProgress progress;
    private final boolean stopping;
    private final List<NamedFinding> findings = new ArrayList<>();
    private final List<Observation> seen = new ArrayList<>();

    FittingChecks(Prepared run, FittingProgress progress) {
        this(run, progress, true);
    }

    /** {@code stopping}: whether an error forbids to go on, or is only told. */
    FittingChecks(Prepared run, FittingProgress progress, boolean stopping) {
        this.run = run;
        this.stopping = stopping;
        this.watch = new FaultWatch(RunOutlines.of(run));
        this.progress = progress;
    }

    /** Whether the run may go on after this. */
    boolean pass(Observation observation) {
        seen.add(observation);
        for (Finding found : watch.take(observation)) {
            NamedFinding named = named(found);
            findings.add(named);
            progress.onFinding(named);
        }
        return !stopping || error().isEmpty();
    }

    /** Brings the checks to where they were when all this had been seen and named; tells nobody. */
    void restore(List<Observation> observations, List<NamedFinding> named) {
        observations.forEach(watch::take);
        seen.addAll(observations);
        findings.addAll(named);
    }

    /** All that was shown to the checks, in that order. */
    List<Observation> seen() {
        return List.copyOf(seen);
    }

    /** What forbids to go on. */
    Optional<NamedFinding> error() {
        return findings.stream()
                .filter(finding -> finding.grade() == NamedFinding.Grade.ERROR)
                .findFirst();
    }

    /** All that was named, in that order. */
    List<NamedFinding> findings() {
        return List.copyOf(findings);
    }

    private NamedFinding named(Finding finding) {
        return new NamedFinding(
                finding.rule(),
                switch (finding.grade()) {
                    case NOTE -> NamedFinding.Grade.NOTE;
                    case WARNING -> NamedFinding.Grade.WARNING;
                    case ERROR -> NamedFinding.Grade.ERROR;
                },
                finding.inWords(),
                finding.evidence().stream()
                        .map(each -> new NamedFinding.Evidence(each.name(), each.value(), each.low(), each.high()))
                        .toList(),
                finding.meaning(),
                finding.advice(),
                finding.remedy()
                        .map(FittingChecks::name)
                        .filter(remedy -> Remedies.worthNaming(
                                run.recipe(), remedy, run.plan().exam())));
    }

    /** The name under which a plan may ask for it. */
    static String name(Remedy remedy) {
        return switch (remedy) {
            case Remedy.StandardiseInputs _ -> "standardise-inputs";
            case Remedy.StandardiseTarget _ -> "standardise-target";
            case Remedy.UseLogitsLoss _ -> "use-logits-loss";
            case Remedy.PriorBias _ -> "prior-bias";
            case Remedy.ClassWeights _ -> "class-weights";
            case Remedy.ScaleLearningRate(var factor) -> "scale-learning-rate=" + number(factor);
            case Remedy.ClipGradients(var norm) -> "clip-gradients=" + number(norm);
            case Remedy.AddBatchNormalisation _ -> "add-batch-normalisation";
            case Remedy.GroupByPatient _ -> "group-by-patient";
            case Remedy.KeepSpacing _ -> "keep-spacing";
            case Remedy.ScaleLabelWithAugmentation _ -> "scale-label-with-augmentation";
            case Remedy.AugmentAtRunTime _ -> "augment-at-run-time";
            case Remedy.ReportOnOtherCases _ -> "report-on-other-cases";
        };
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.3g", number);
    }
}
