package io.earlyview.training.checks.rule.gradient;

import static io.earlyview.training.checks.rule.Looks.found;
import static io.earlyview.training.checks.rule.Looks.silent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.checks.Runs;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.Objective;
import io.earlyview.training.checks.observation.OneBatch;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.Step;
import io.earlyview.training.checks.observation.UnitActivity;
import io.earlyview.training.checks.observation.WeightUpdate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GradientRulesTest {
    /** 100 epochs of 100 steps. */
    private static final RunOutline OUTLINE = Runs.outline(Runs.BINARY, 100);

    @Test
    void firstLayersWithoutGradientAreWarnedOf() {
        silent(new GradientVanishing(OUTLINE), layered(20, 1e-3, 1));
        silent(new GradientVanishing(OUTLINE), layered(19, 0.99e-3, 1));
        found(Grade.WARNING, new GradientVanishing(OUTLINE), layered(20, 0.99e-3, 1));
        silent(new GradientVanishing(OUTLINE), Collections.nCopies(50, Runs.step(1, 0.7, 1)));
    }

    @Test
    void noGradientAtAllStopsTheRunUnlessItIsLearned() {
        silent(new GradientVanishing(OUTLINE), Collections.nCopies(19, Runs.step(1, 0.68, 0)));
        found(Grade.ERROR, new GradientVanishing(OUTLINE), Collections.nCopies(20, Runs.step(1, 0.68, 0)));
        silent(new GradientVanishing(OUTLINE), Collections.nCopies(50, Runs.step(1, 0.68, 1e-8)));
        silent(new GradientVanishing(OUTLINE), Collections.nCopies(50, Runs.step(1, 1e-6, 1e-9)));
    }

    @Test
    void longGradientsInThreeOfTenStepsAreWarnedOf() {
        silent(new GradientExploding(OUTLINE), Collections.nCopies(10, Runs.step(1, 0.7, 70)));
        silent(new GradientExploding(OUTLINE), spikes(2, 0, 0.7));
        found(Grade.WARNING, new GradientExploding(OUTLINE), spikes(3, 0, 0.7));
        silent(new GradientExploding(OUTLINE), spikes(2, 10, 0.7));
    }

    /** Volumes of 30 mL deviation: the same network on standardised ones would have gradients a thirtieth as long. */
    @Test
    void theLimitIsInTheTargetsUnit() {
        RunOutline millilitres = Runs.outline(new Objective.Regression(900), 100);
        silent(new GradientExploding(millilitres), Collections.nCopies(10, Runs.step(1, 900, 2100)));
        Finding finding = found(
                Grade.WARNING, new GradientExploding(millilitres), Collections.nCopies(10, Runs.step(1, 900, 2101)));
        assertEquals(Optional.of(new Remedy.ClipGradients(30)), finding.remedy());
    }

    @Test
    void theyStopTheRunWhereTheLossLeavesAsWell() {
        found(Grade.WARNING, new GradientExploding(OUTLINE), spikes(3, 0, 6.9));
        Finding finding = found(Grade.ERROR, new GradientExploding(OUTLINE), spikes(3, 0, 7.1));
        assertEquals(Optional.of(new Remedy.ClipGradients(1)), finding.remedy());
    }

    @Test
    void updatesFarFromAThousandthAreWarnedOf() {
        silent(new UpdateRatio(OUTLINE), updates(501, 100, 1e-4, 1e-4));
        silent(new UpdateRatio(OUTLINE), updates(501, 100, 0.1, 0.1));
        Finding slow = found(Grade.WARNING, new UpdateRatio(OUTLINE), updates(501, 20, 0.99e-4, 0.5e-4));
        assertTrue(slow.evidence().getFirst().name().contains("conv2"), slow.inWords());
        assertEquals(Optional.of(new Remedy.ScaleLearningRate(10)), slow.remedy());
        silent(new UpdateRatio(OUTLINE), updates(501, 19, 0.99e-4, 0.5e-4));
        Finding fast = found(Grade.WARNING, new UpdateRatio(OUTLINE), updates(11, 20, 1e-3, 0.2));
        assertEquals(Optional.of(new Remedy.ScaleLearningRate(0.01)), fast.remedy());
        silent(new UpdateRatio(OUTLINE), updates(1, 29, 1e-3, 0.2));
    }

    @Test
    void schedulesMaySlowDownAtBothEnds() {
        silent(new UpdateRatio(OUTLINE), updates(1, 500, 1e-6, 1e-6));
        silent(new UpdateRatio(OUTLINE), updates(5001, 5000, 1e-7, 1e-7));
        silent(new UpdateRatio(OUTLINE), updates(501, 100, 1e-3, 1e-6));
    }

    /** 120 steps: five updates in a row are what fits between a twentieth and a tenth of them. */
    @Test
    void aShortRunIsJudgedByFewerUpdates() {
        RunOutline brief = new RunOutline(
                Runs.BINARY, 10, 12, 1000, Runs.outline(Runs.BINARY, 10).choice());
        silent(new UpdateRatio(brief), updates(7, 4, 1e-6, 1e-6));
        found(Grade.WARNING, new UpdateRatio(brief), updates(7, 5, 1e-6, 1e-6));
        silent(new UpdateRatio(brief), updates(1, 6, 1e-3, 0.2));
        found(Grade.WARNING, new UpdateRatio(brief), updates(3, 5, 1e-3, 0.2));
    }

    @Test
    void layersThatDoNotMoveAtAllGetAFiniteRemedy() {
        Finding still = found(Grade.WARNING, new UpdateRatio(OUTLINE), updates(501, 20, 0, 0));

        assertEquals(Optional.of(new Remedy.ScaleLearningRate(1e6)), still.remedy());
    }

    @Test
    void layersOfDeadUnitsAreWarnedOfAndStopTheRunWhereNothingIsLeft() {
        silent(new DeadUnits(), samples(3, 0.5));
        silent(new DeadUnits(), samples(2, 0.51));
        found(Grade.WARNING, new DeadUnits(), samples(3, 0.51));
        found(Grade.WARNING, new DeadUnits(), samples(3, 0.999));
        silent(new DeadUnits(), samples(2, 1));
        Finding finding = found(Grade.ERROR, new DeadUnits(), samples(3, 1));
        assertTrue(finding.evidence().getFirst().name().contains("relu2"), finding.inWords());
    }

    @Test
    void aFewCasesMustBeLearnedByHeart() {
        silent(new CannotOverfitOneBatch(), batch(200, 0.345));
        found(Grade.WARNING, new CannotOverfitOneBatch(), batch(200, 0.35));
        found(Grade.WARNING, new CannotOverfitOneBatch(), batch(200, 0.62));
        found(Grade.ERROR, new CannotOverfitOneBatch(), batch(200, 0.63));
        found(Grade.WARNING, new CannotOverfitOneBatch(), batch(199, 0.63));
        found(Grade.ERROR, new CannotOverfitOneBatch(), batch(200, Double.NaN));
        // One class only: the best constant is right already.
        silent(new CannotOverfitOneBatch(), new OneBatch(16, 200, 0.7, 0.01, 0));
    }

    private static List<Step> layered(int steps, double first, double last) {
        List<Step.Layer> layers =
                List.of(new Step.Layer("conv1", first), new Step.Layer("conv2", 1), new Step.Layer("dense", last));
        return LongStream.rangeClosed(1, steps)
                .mapToObj(number -> new Step(number, 0.6, 1, layers))
                .toList();
    }

    /** A quiet step, then long gradients with this loss and, between them, quiet steps. */
    private static List<Step> spikes(int count, int quietBetween, double loss) {
        List<Step> steps = new ArrayList<>(List.of(Runs.step(1, 0.7, 1)));
        for (int i = 0; i < count; i++) {
            steps.addAll(Collections.nCopies(quietBetween, Runs.step(1, 0.7, 1)));
            steps.add(Runs.step(1, loss, 71));
        }
        return steps;
    }

    private static List<WeightUpdate> updates(long from, int count, double first, double second) {
        return LongStream.range(from, from + count)
                .mapToObj(step -> new WeightUpdate(
                        step, List.of(new WeightUpdate.Layer("conv1", first), new WeightUpdate.Layer("conv2", second))))
                .toList();
    }

    private static List<UnitActivity> samples(int count, double dead) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(sample -> new UnitActivity(
                        sample * 50,
                        List.of(new UnitActivity.Layer("relu1", 0.1), new UnitActivity.Layer("relu2", dead))))
                .toList();
    }

    private static OneBatch batch(int steps, double after) {
        return new OneBatch(16, steps, 0.7, after, 0.693);
    }
}
