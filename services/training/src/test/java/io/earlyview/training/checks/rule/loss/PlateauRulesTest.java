package io.earlyview.training.checks.rule.loss;

import static io.earlyview.training.checks.rule.Looks.found;
import static io.earlyview.training.checks.rule.Looks.silent;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.earlyview.training.checks.Runs;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.EarlyLook;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy.Fed;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.RunOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlateauRulesTest {
    private static final RunOutline HUNDRED = Runs.outline(Runs.BINARY, 100);
    private static final double PRIOR = Runs.BINARY.constantLoss();

    @Test
    void threeEpochsAtThePriorAreWarnedOf() {
        silent(new PriorPlateau(HUNDRED), epochs(2, PRIOR, 0.02));
        Finding finding = found(Grade.WARNING, new PriorPlateau(HUNDRED), epochs(3, PRIOR, 0.02));
        assertEquals(Optional.of(new Remedy.AddBatchNormalisation()), finding.remedy());
    }

    @Test
    void lossAndSpreadBothCount() {
        found(Grade.WARNING, new PriorPlateau(HUNDRED), epochs(3, PRIOR * 0.971, 0.099));
        silent(new PriorPlateau(HUNDRED), epochs(3, PRIOR * 0.969, 0.099));
        found(Grade.WARNING, new PriorPlateau(HUNDRED), epochs(3, PRIOR * 1.059, 0.099));
        silent(new PriorPlateau(HUNDRED), epochs(3, PRIOR * 1.061, 0.099));
        silent(new PriorPlateau(HUNDRED), epochs(3, PRIOR, 0.1));
        silent(new PriorPlateau(HUNDRED), epochs(3, Double.NaN, 0.02));
        silent(new PriorPlateau(HUNDRED), epochs(3, PRIOR, Double.NaN));
    }

    @Test
    void itStopsTheRunAfterNineOfAHundredEpochs() {
        found(Grade.WARNING, new PriorPlateau(HUNDRED), epochs(8, PRIOR, 0.02));
        found(Grade.ERROR, new PriorPlateau(HUNDRED), epochs(9, PRIOR, 0.02));
        RunOutline short20 = Runs.outline(Runs.BINARY, 20);
        found(Grade.WARNING, new PriorPlateau(short20), epochs(5, PRIOR, 0.02));
        found(Grade.ERROR, new PriorPlateau(short20), epochs(6, PRIOR, 0.02));
    }

    @Test
    void itDoesNotStopWhileOutputsDrawApart() {
        List<EpochEnd> waking = new ArrayList<>(epochs(6, PRIOR, 0.01));
        waking.add(Runs.epoch(7, PRIOR, 0.01));
        waking.add(Runs.epoch(8, PRIOR, 0.02));
        waking.add(Runs.epoch(9, PRIOR, 0.04));
        found(Grade.WARNING, new PriorPlateau(HUNDRED), waking);
        waking.addAll(epochs(3, PRIOR, 0.01));
        found(Grade.ERROR, new PriorPlateau(HUNDRED), waking);
    }

    @Test
    void aSlowStartThatDrawsApartByAFifthAnEpochIsNotStopped() {
        List<EpochEnd> slow = new ArrayList<>();
        for (int epoch = 1; epoch <= 12; epoch++) {
            slow.add(Runs.epoch(epoch, PRIOR, 0.005 * Math.pow(1.2, epoch)));
        }
        found(Grade.WARNING, new PriorPlateau(HUNDRED), slow);
    }

    @Test
    void aRunOfFewStepsIsNotStoppedYet() {
        RunOutline brief = new RunOutline(
                Runs.BINARY, 60, 3, 1000, Runs.outline(Runs.BINARY, 60).choice());
        found(Grade.WARNING, new PriorPlateau(brief), epochs(8, PRIOR, 0.02));
    }

    @Test
    void oneEpochOffThePlateauBeginsAnew() {
        List<EpochEnd> epochs = new ArrayList<>(epochs(8, PRIOR, 0.02));
        epochs.add(Runs.epoch(9, 0.6, 0.4));
        epochs.addAll(epochs(2, PRIOR, 0.02));
        silent(new PriorPlateau(HUNDRED), epochs);
        epochs.addAll(epochs(1, PRIOR, 0.02));
        found(Grade.WARNING, new PriorPlateau(HUNDRED), epochs);
    }

    @Test
    void atOneInAHundredASmallLossIsNoPlateau() {
        CrossEntropy rare = CrossEntropy.unweighted(Fed.LOGITS, List.of(0.99, 0.01));
        // 0.056 is what ignorance costs; 0.045 lies within 0.02 of it and is a fifth better.
        silent(new PriorPlateau(Runs.outline(rare, 100)), epochs(20, 0.045, 0.09));
        found(Grade.ERROR, new PriorPlateau(Runs.outline(rare, 100)), epochs(20, 0.056, 0.09));
    }

    @Test
    void equalOutputsStopTheRunAfterThreeEpochs() {
        silent(new CollapsedOutputs(), epochs(2, PRIOR, 1e-5));
        silent(new CollapsedOutputs(), epochs(3, PRIOR, 1e-3));
        found(Grade.ERROR, new CollapsedOutputs(), epochs(3, PRIOR, 0.99e-3));
        found(Grade.ERROR, new CollapsedOutputs(), epochs(3, 5, 0));
    }

    @Test
    void outputsThatDrawApartAreNotCollapsed() {
        silent(
                new CollapsedOutputs(),
                List.of(Runs.epoch(1, PRIOR, 1e-4), Runs.epoch(2, PRIOR, 1.5e-4), Runs.epoch(3, PRIOR, 2.1e-4)));
        found(
                Grade.ERROR,
                new CollapsedOutputs(),
                List.of(Runs.epoch(1, PRIOR, 1e-4), Runs.epoch(2, PRIOR, 1.5e-4), Runs.epoch(3, PRIOR, 1.9e-4)));
    }

    @Test
    void inARunOfFewEpochsThreeEarlyLooksNameIt() {
        RunOutline brief = Runs.outline(Runs.BINARY, 12);
        found(Grade.WARNING, new PriorPlateau(brief), looks(PRIOR, 0.02, 0.02, 0.02));
        found(Grade.WARNING, new CollapsedOutputs(), looks(PRIOR, 1e-5, 1e-5, 1e-5));
        silent(new PriorPlateau(brief), looks(PRIOR, 0.02, 0.02));
        silent(new PriorPlateau(brief), looks(PRIOR * 1.07, 0.02, 0.02, 0.02));
    }

    @Test
    void aRateThatWarmsUpIsGivenTime() {
        silent(new PriorPlateau(Runs.outline(Runs.BINARY, 12)), looks(PRIOR, 0.02, 0.025, 0.031));
        silent(new CollapsedOutputs(), looks(PRIOR, 1e-4, 1.5e-4, 2.1e-4));
    }

    @Test
    void earlyLooksDoNotStopARun() {
        List<Observation> seen = new ArrayList<>(looks(PRIOR, 1e-5, 1e-5, 1e-5));
        seen.addAll(epochs(2, PRIOR, 1e-5));
        found(Grade.WARNING, new CollapsedOutputs(), seen);
        seen.addAll(epochs(1, PRIOR, 1e-5));
        found(Grade.ERROR, new CollapsedOutputs(), seen);
    }

    private static List<Observation> looks(double loss, double... spreads) {
        List<Observation> looks = new ArrayList<>();
        for (double spread : spreads) {
            looks.add(new EarlyLook(10L * (looks.size() + 1), loss, spread));
        }
        return looks;
    }

    private static List<EpochEnd> epochs(int count, double loss, double spread) {
        List<EpochEnd> epochs = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            epochs.add(Runs.epoch(number, loss, spread));
        }
        return epochs;
    }
}
