package io.earlyview.training.checks.rule.evidence;

import static io.earlyview.training.checks.rule.Looks.found;
import static io.earlyview.training.checks.rule.Looks.silent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.checks.Runs;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.Acquisition;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.DataProfile.Parts;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.EpochEnd.ClassTally;
import io.earlyview.training.checks.observation.Gain;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy.Fed;
import io.earlyview.training.checks.observation.Outcome;
import io.earlyview.training.checks.observation.Outcome.Decisions;
import io.earlyview.training.checks.observation.Outcome.Permutation;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.RunOutline.EpochChoice;
import io.earlyview.training.checks.observation.Separation;
import io.earlyview.training.checks.rule.loss.NotANumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvidenceRulesTest {
    private static final RunOutline OUTLINE = Runs.outline(Runs.BINARY, 100);
    private static final RunOutline BEST_OF_60 =
            new RunOutline(Runs.BINARY, 60, 100, 100_000, new EpochChoice(60, 24, true));

    @Test
    void shuffledLabelsJudge() {
        silent(new NoEvidenceOfSignal(OUTLINE), outcome(258, 150, 9999, 0.0005));
        found(Grade.WARNING, new NoEvidenceOfSignal(OUTLINE), outcome(258, 150, 9999, 0.0006));
        found(Grade.WARNING, new NoEvidenceOfSignal(OUTLINE), outcome(258, 150, 200, 0.05));
        found(Grade.ERROR, new NoEvidenceOfSignal(OUTLINE), outcome(258, 200, 200, 0.0501));
        found(Grade.ERROR, new NoEvidenceOfSignal(OUTLINE), outcome(258, 200, 200, Double.NaN));
    }

    @Test
    void tooFewShufflesLeaveItToTheExactTest() {
        // 162 of 258 are needed at a no-information rate of .574.
        silent(new NoEvidenceOfSignal(OUTLINE), outcome(258, 162, 199, 0.9));
        Finding finding = found(Grade.WARNING, new NoEvidenceOfSignal(OUTLINE), outcome(258, 161, 199, 0));
        assertEquals(0.0585, finding.evidence().getFirst().value(), 1e-4);
        assertTrue(finding.inWords().contains("correct needed at this number of cases 162"), finding.inWords());
    }

    @Test
    void twentyOfThirtyAreNoEvidence() {
        Outcome outcome = new Outcome(
                30,
                30,
                Optional.of(new Decisions(20, 0.52)),
                new Permutation(30, 0, Double.NaN),
                OptionalDouble.empty(),
                0.5,
                0.3);

        Finding finding = found(Grade.WARNING, new NoEvidenceOfSignal(OUTLINE), outcome);

        assertEquals(0.0761, finding.evidence().getFirst().value(), 1e-4);
    }

    @Test
    void validationThatNeverGainsIsNotedOnce() {
        silent(new NoEvidenceOfSignal(OUTLINE), gainless(8));
        found(Grade.NOTE, new NoEvidenceOfSignal(OUTLINE), gainless(9));
        silent(new NoEvidenceOfSignal(OUTLINE), gainless(10));
        List<EpochEnd> once = new ArrayList<>(gainless(9));
        once.set(4, Runs.gaining(5, 0.03, 0.001));
        silent(new NoEvidenceOfSignal(OUTLINE), once);
    }

    @Test
    void aGainOnFewPatientsIsHeldAgainstChance() {
        RunOutline brief = Runs.outline(Runs.BINARY, 30);
        found(Grade.NOTE, new NoEvidenceOfSignal(brief), Runs.gaining(3, 0.17, 0.06));
        silent(new NoEvidenceOfSignal(brief), Runs.gaining(3, 0.19, 0.06));
        // Without a difference between patients a hundredth is still wanted.
        found(Grade.NOTE, new NoEvidenceOfSignal(brief), Runs.gaining(3, 0.009, 0));
        silent(new NoEvidenceOfSignal(brief), Runs.gaining(3, 0.011, 0));
    }

    @Test
    void ofAFewEpochsTheOneThatProvesMostCounts() {
        RunOutline brief = Runs.outline(Runs.BINARY, 30);
        silent(
                new NoEvidenceOfSignal(brief),
                List.of(Runs.gaining(1, 0.1, 0.01), Runs.gaining(2, 0.3, 0.2), Runs.gaining(3, 0.3, 0.2)));
    }

    @Test
    void aValidationThatWasNotMeasuredSaysNothing() {
        EpochEnd unmeasured =
                new EpochEnd(9, 0.6, OptionalDouble.empty(), 0.5, 0.2, Double.NaN, List.of(), Gain.UNKNOWN);
        silent(new NoEvidenceOfSignal(OUTLINE), unmeasured);
        silent(new NotANumber(), unmeasured);
    }

    @Test
    void howPicturesAreTakenMustNotTellTheClasses() {
        silent(new ConfoundedByAcquisition(), taken(0.65, 0.001));
        silent(new ConfoundedByAcquisition(), taken(0.8, 0.0011));
        found(Grade.WARNING, new ConfoundedByAcquisition(), taken(0.66, 0.001));
    }

    @Test
    void aNetworkMustDoBetterThanHowPicturesAreTaken() {
        silent(new ConfoundedByAcquisition(), List.of(taken(0.6, 0.001), new Separation(0.5)));
        silent(new ConfoundedByAcquisition(), List.of(taken(0.7, 0.001), new Separation(0.74)));
        found(Grade.ERROR, new ConfoundedByAcquisition(), List.of(taken(0.7, 0.001), new Separation(0.72)));
        found(Grade.ERROR, new ConfoundedByAcquisition(), List.of(taken(0.7, 0.001), new Separation(Double.NaN)));
    }

    private static Acquisition taken(double area, double p) {
        return new Acquisition(List.of("noise"), 200, area, 1999, p);
    }

    @Test
    void choosingOnTheReportedCasesIsNamedBeforeTheRun() {
        silent(new BestEpochPicked(OUTLINE), Runs.data());
        silent(new BestEpochPicked(chosen(60, false)), Runs.data());
        silent(new BestEpochPicked(chosen(1, true)), Runs.data());
        Finding finding = found(Grade.WARNING, new BestEpochPicked(chosen(2, true)), Runs.data());
        assertEquals(Optional.of(new Remedy.ReportOnOtherCases()), finding.remedy());
    }

    @Test
    void itSaysWhatTheBestReachesByChance() {
        RunOutline coin = new RunOutline(
                CrossEntropy.unweighted(Fed.LOGITS, List.of(0.48, 0.52)),
                60,
                100,
                100_000,
                new EpochChoice(60, 24, true));

        Finding finding = found(Grade.WARNING, new BestEpochPicked(coin), Runs.data());

        assertTrue(finding.inWords().contains("correct that the best reaches by chance 18"), finding.inWords());
    }

    @Test
    void whatOnlyTheChoiceMakesSignificantIsNoEvidence() {
        List<Outcome> alone = List.of(picked(0.04, 0.06));
        Finding finding = found(Grade.ERROR, new BestEpochPicked(BEST_OF_60), alone);
        assertEquals(0.06, finding.evidence().getFirst().value());
        silent(new BestEpochPicked(OUTLINE), picked(0.04, 0.05));
        silent(new BestEpochPicked(OUTLINE), picked(0.06, 0.9));
    }

    @Test
    void roomToLearnEveryPatientByHeartIsWarnedOf() {
        silent(new Memorising(sized(30_000_000)), thirty());
        found(Grade.WARNING, new Memorising(sized(30_000_001)), thirty());
    }

    @Test
    void threeEpochsOfAWideGapAreWarnedOf() {
        silent(new Memorising(OUTLINE), Collections.nCopies(3, Runs.skilled(1, 0.99, 0.5)));
        silent(new Memorising(OUTLINE), Collections.nCopies(2, Runs.skilled(1, 0.97, -0.1)));
        found(Grade.WARNING, new Memorising(OUTLINE), Collections.nCopies(3, Runs.skilled(1, 0.97, -0.1)));
    }

    @Test
    void aGapWithoutAGreaterLossIsOneOfDecisionsOnFewCases() {
        EpochEnd cheaper = Runs.end(1, 0.135, 0.128, 0.5, 0.97, 0.3, List.of());
        silent(new Memorising(OUTLINE), Collections.nCopies(5, cheaper));
    }

    @Test
    void knowingOnlyOnesOwnExamplesIsAnError() {
        found(Grade.ERROR, new Memorising(OUTLINE), skilled(30, 0.97, -0.1));
        found(Grade.ERROR, new Memorising(OUTLINE), skilled(10, 0.91, 0));
        found(Grade.WARNING, new Memorising(OUTLINE), skilled(9, 0.97, -0.1));
        silent(new Memorising(OUTLINE), skilled(30, 0.9, -0.1));
        silent(new Memorising(OUTLINE), skilled(30, 0.97, 0.01));
    }

    @Test
    void aRareClassWithoutWeightIsNoted() {
        CrossEntropy plain = CrossEntropy.unweighted(Fed.LOGITS, List.of(0.54, 0.45, 0.01));
        CrossEntropy weighted = new CrossEntropy(plain.shares(), List.of(1.0, 1.0, 7.0), Fed.LOGITS);
        found(Grade.NOTE, new IgnoredMinorityClass(Runs.outline(plain, 100)), counts(540, 450, 10));
        silent(new IgnoredMinorityClass(Runs.outline(weighted, 100)), counts(540, 450, 10));
        silent(new IgnoredMinorityClass(Runs.outline(plain, 100)), counts(500, 450, 50));
        silent(new IgnoredMinorityClass(OUTLINE), Runs.data(List.of(), Optional.empty()));
    }

    @Test
    void aClassThatIsNeverRecognisedIsWarnedOf() {
        silent(new IgnoredMinorityClass(OUTLINE), tallies(8, new ClassTally(5, 0, 0)));
        silent(new IgnoredMinorityClass(OUTLINE), tallies(50, new ClassTally(4, 0, 0)));
        silent(new IgnoredMinorityClass(OUTLINE), tallies(50, new ClassTally(5, 1, 1)));
        Finding finding = found(Grade.WARNING, new IgnoredMinorityClass(OUTLINE), tallies(9, new ClassTally(5, 3, 0)));
        assertEquals(Optional.of(new Remedy.ClassWeights()), finding.remedy());
        found(
                Grade.WARNING,
                new IgnoredMinorityClass(Runs.outline(Runs.BINARY, 10)),
                tallies(5, new ClassTally(5, 0, 0)));
    }

    private static Outcome outcome(int cases, int correct, int shuffles, double p) {
        return new Outcome(
                cases,
                cases,
                Optional.of(new Decisions(correct, 0.574)),
                new Permutation(cases, shuffles, p),
                OptionalDouble.empty(),
                0.6,
                0.4);
    }

    private static Outcome picked(double alone, double best) {
        return new Outcome(
                24,
                24,
                Optional.of(new Decisions(17, 0.52)),
                new Permutation(24, 1000, alone),
                OptionalDouble.of(best),
                0.6,
                0.4);
    }

    private static Outcome skilled(int patients, double train, double elsewhere) {
        return new Outcome(
                200,
                patients,
                Optional.empty(),
                new Permutation(200, 1000, 0.01),
                OptionalDouble.empty(),
                train,
                elsewhere);
    }

    private static List<EpochEnd> gainless(int count) {
        List<EpochEnd> epochs = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            epochs.add(Runs.gaining(number, -0.01, 0.02));
        }
        return epochs;
    }

    private static List<EpochEnd> tallies(int count, ClassTally rare) {
        return Collections.nCopies(
                count, Runs.end(1, 0.5, 0.5, 0.5, 0.2, 0.2, List.of(new ClassTally(95, 90, 90), rare)));
    }

    private static RunOutline chosen(int candidates, boolean reported) {
        return new RunOutline(Runs.BINARY, 60, 100, 100_000, new EpochChoice(candidates, 24, reported));
    }

    private static RunOutline sized(long weights) {
        return new RunOutline(Runs.REGRESSION, 60, 100, weights, EpochChoice.LAST);
    }

    private static DataProfile thirty() {
        return Runs.data(List.of(), Optional.empty());
    }

    private static DataProfile counts(int... classes) {
        List<Integer> counts = new ArrayList<>();
        for (int count : classes) {
            counts.add(count);
        }
        return new DataProfile(
                1000, 40, counts, List.of(Runs.channel(0, 1)), new Parts(100, 0, 0, 0), List.of(), Optional.empty());
    }
}
