package io.earlyview.training.checks.rule.loss;

import static io.earlyview.training.checks.rule.Looks.found;
import static io.earlyview.training.checks.rule.Looks.silent;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.earlyview.training.checks.Runs;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy.Fed;
import io.earlyview.training.checks.observation.Objective.Regression;
import io.earlyview.training.checks.observation.Opening;
import io.earlyview.training.checks.observation.RunOutline;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LossRulesTest {
    private static final RunOutline BINARY = Runs.outline(Runs.BINARY, 100);
    private static final RunOutline VOLUMES = Runs.outline(Runs.REGRESSION, 100);
    private static final RunOutline CELLS =
            Runs.outline(CrossEntropy.unweighted(Fed.LOG_PROBABILITIES, List.of(0.54, 0.45, 0.01)), 5);
    private static final RunOutline RARE = Runs.outline(CrossEntropy.unweighted(Fed.LOGITS, List.of(0.99, 0.01)), 100);

    @Test
    void aLossBelowZeroIsImpossibleWhereverItIsSeen() {
        silent(new ImpossibleLoss(BINARY), Runs.step(1, 0, 1));
        silent(new ImpossibleLoss(BINARY), Runs.step(1, -1e-6, 1));
        Finding finding = found(Grade.ERROR, new ImpossibleLoss(BINARY), Runs.step(1, -1e-4, 1));
        assertEquals(Optional.of(new Remedy.UseLogitsLoss()), finding.remedy());
        found(Grade.ERROR, new ImpossibleLoss(BINARY), opening(-0.01));
        found(Grade.ERROR, new ImpossibleLoss(BINARY), Runs.end(1, 0.2, -0.2, 0.5, 0, 0, List.of()));
        assertEquals(
                Optional.empty(),
                found(Grade.ERROR, new ImpossibleLoss(VOLUMES), Runs.step(1, -1, 1))
                        .remedy());
    }

    @Test
    void logProbabilitiesSumToOne() {
        silent(new UnboundedLoss(CELLS), new Opening(1.1, OptionalDouble.of(1e-3)));
        silent(new UnboundedLoss(CELLS), new Opening(1.1, OptionalDouble.empty()));
        // The cross-entropy on logits normalises for itself.
        silent(new UnboundedLoss(BINARY), new Opening(0.7, OptionalDouble.of(0.7)));
        found(Grade.ERROR, new UnboundedLoss(CELLS), new Opening(1.1, OptionalDouble.of(1.01e-3)));
        found(Grade.ERROR, new UnboundedLoss(CELLS), new Opening(1.1, OptionalDouble.of(Double.NaN)));
    }

    @Test
    void aLossThatFallsForEverHasNoLowestValue() {
        silent(new UnboundedLoss(CELLS), Runs.step(1, -0.73, 1));
        found(Grade.ERROR, new UnboundedLoss(CELLS), Runs.step(1, -0.74, 1));
        found(Grade.ERROR, new UnboundedLoss(CELLS), Runs.epoch(1, -1.9, 1));
    }

    @Test
    void anUntrainedNetworkLosesWhatIgnoranceCosts() {
        silent(new InitialLossOff(BINARY), opening(0.69));
        silent(new InitialLossOff(BINARY), opening(0.342));
        silent(new InitialLossOff(BINARY), opening(1.386));
        assertEquals(
                Optional.of(new Remedy.UseLogitsLoss()),
                found(Grade.WARNING, new InitialLossOff(BINARY), opening(0.340)).remedy());
        assertEquals(
                Optional.of(new Remedy.StandardiseInputs()),
                found(Grade.WARNING, new InitialLossOff(BINARY), opening(1.387)).remedy());
        found(Grade.WARNING, new InitialLossOff(BINARY), opening(Double.NaN));
    }

    @Test
    void aRareClassStartsAtItsShare() {
        silent(new InitialLossOff(RARE), opening(0.112));
        assertEquals(
                Optional.of(new Remedy.PriorBias()),
                found(Grade.NOTE, new InitialLossOff(RARE), opening(0.693)).remedy());
    }

    /** Of 64 examples one in a hundred is often missing: then nearly nothing is what ignorance costs on them. */
    @Test
    void theStartIsHeldAgainstTheExamplesItWasMeasuredOn() {
        found(Grade.WARNING, new InitialLossOff(RARE), opening(0.012));
        silent(new InitialLossOff(RARE), new Opening(0.012, OptionalDouble.of(0.0101), OptionalDouble.empty()));
        found(
                Grade.WARNING,
                new InitialLossOff(RARE),
                new Opening(0.005, OptionalDouble.of(0.0101), OptionalDouble.empty()));
    }

    @Test
    void aTargetIsOfTheOrderOfItsVariance() {
        silent(new InitialLossOff(VOLUMES), opening(3));
        silent(new InitialLossOff(VOLUMES), opening(0.1));
        found(Grade.WARNING, new InitialLossOff(VOLUMES), opening(3.01));
        found(Grade.WARNING, new InitialLossOff(VOLUMES), opening(0.099));
        // Volumes of 20 to 150 mL about 80: the square of the mean comes on top of the variance.
        found(Grade.WARNING, new InitialLossOff(Runs.outline(new Regression(1000), 100)), opening(7400));
    }

    @Test
    void whatIsNoNumberIsSeenBeforeTheStep() {
        silent(new NotANumber(), Runs.step(1, 1e300, 1e300));
        assertEquals(
                Optional.of(new Remedy.ScaleLearningRate(0.1)),
                found(Grade.ERROR, new NotANumber(), Runs.step(1, Double.NaN, 1))
                        .remedy());
        found(Grade.ERROR, new NotANumber(), Runs.step(1, 1, Double.POSITIVE_INFINITY));
        found(Grade.ERROR, new NotANumber(), opening(Double.NEGATIVE_INFINITY));
        found(Grade.ERROR, new NotANumber(), Runs.end(1, 0.5, Double.NaN, 0.5, 0, 0, List.of()));
    }

    private static Opening opening(double loss) {
        return new Opening(loss, OptionalDouble.empty());
    }
}
