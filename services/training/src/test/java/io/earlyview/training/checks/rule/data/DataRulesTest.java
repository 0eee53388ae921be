package io.earlyview.training.checks.rule.data;

import static io.earlyview.training.checks.rule.Looks.found;
import static io.earlyview.training.checks.rule.Looks.silent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.checks.Runs;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.DataProfile.Channel;
import io.earlyview.training.checks.observation.DataProfile.Parts;
import io.earlyview.training.checks.observation.DataProfile.Scaled;
import io.earlyview.training.checks.observation.DataProfile.Spacing;
import io.earlyview.training.checks.observation.DataProfile.Within;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataRulesTest {
    private static final Parts APART = new Parts(200, 0, 0, 0);

    @Test
    void inputsAreHealthyUpToTheirLimits() {
        silent(new InputRange(), Runs.data());
        silent(new InputRange(), Runs.data(Runs.channel(10, 10), APART));
        silent(new InputRange(), Runs.data(Runs.channel(-10, 0.01), APART));
        // A picture scaled to 0..1, and the counts of a projection of 12,500.
        silent(new InputRange(), Runs.data(new Channel("1", 0.136, 0.259, 0, 1, 0), APART));
        silent(new InputRange(), Runs.data(new Channel("1", 0.76, 1.6, 0, 31, 0), APART));
    }

    @Test
    void inputsBeyondThemAreWarnedOf() {
        Finding far = found(Grade.WARNING, new InputRange(), Runs.data(Runs.channel(10.01, 1), APART));
        assertEquals(Optional.of(new Remedy.StandardiseInputs()), far.remedy());
        found(Grade.WARNING, new InputRange(), Runs.data(Runs.channel(0, 10.01), APART));
        found(Grade.WARNING, new InputRange(), Runs.data(Runs.channel(0, 0.0099), APART));
        Finding constant = found(Grade.WARNING, new InputRange(), Runs.data(Runs.channel(0, 0), APART));
        assertTrue(constant.meaning().contains("same everywhere"), constant.meaning());
    }

    @Test
    void aFewFarValuesAreNoted() {
        silent(new InputRange(), Runs.data(new Channel("1", 0, 1, -1, 30, 0), APART));
        found(Grade.NOTE, new InputRange(), Runs.data(new Channel("1", 0, 1, -1, 30.1, 0), APART));
    }

    @Test
    void valuesThatAreNotFiniteStopTheRun() {
        found(Grade.ERROR, new InputRange(), Runs.data(new Channel("1", 0, 1, -4, 4, 1e-9), APART));
        found(Grade.ERROR, new InputRange(), Runs.data(new Channel("1", 0, 1, -4, 4, Double.NaN), APART));
    }

    @Test
    void theWorstChannelIsNamed() {
        DataProfile profile = new DataProfile(
                10,
                10,
                List.of(),
                List.of(
                        Runs.channel(0, 1),
                        Runs.channel(0, 100),
                        new Channel("alpha", 0, 1, -4, 4, 0.5),
                        Runs.channel(50, 1)),
                APART,
                List.of(),
                Optional.empty());

        Finding finding = found(Grade.ERROR, new InputRange(), profile);

        assertTrue(finding.evidence().getFirst().name().contains("channel alpha"), finding.inWords());
    }

    @Test
    void onePatientInTwoPartsStopsTheRun() {
        silent(new PatientLeakage(), Runs.data());
        Finding patient = found(Grade.ERROR, new PatientLeakage(), with(new Parts(200, 1, 0, 0)));
        assertEquals(Optional.of(new Remedy.GroupByPatient()), patient.remedy());
        Finding content = found(Grade.ERROR, new PatientLeakage(), with(new Parts(200, 0, 1, 0)));
        assertTrue(content.advice().contains("equal content"), content.advice());
    }

    @Test
    void nearDuplicatesAreWarnedOfAndStopTheRunWhereTheyAreMany() {
        silent(new NearDuplicates(), Runs.data());
        found(Grade.WARNING, new NearDuplicates(), with(new Parts(200, 0, 0, 1)));
        found(Grade.WARNING, new NearDuplicates(), with(new Parts(200, 0, 0, 10)));
        found(Grade.ERROR, new NearDuplicates(), with(new Parts(200, 0, 0, 11)));
    }

    @Test
    void copiesUnderTwoNamesOrMadeBeforehandAreWarnedOf() {
        silent(new NearDuplicates(), with(within(0, 0, 40, 0, 0)));
        found(Grade.WARNING, new NearDuplicates(), with(within(1, 0, 0, 0, 0)));
        found(Grade.WARNING, new NearDuplicates(), with(within(0, 1, 0, 0, 0)));
        found(Grade.WARNING, new NearDuplicates(), with(within(0, 0, 41, 0, 0)));
    }

    @Test
    void patientsWithoutANameAreNotedAndThoseOfOneQuantityWarnedOf() {
        found(Grade.NOTE, new PatientLeakage(), with(within(0, 0, 0, 1, 0)));
        found(Grade.WARNING, new PatientLeakage(), with(within(0, 0, 0, 1, 30)));
    }

    @Test
    void aNameForEachExampleIsWarnedOfWherePatientsGiveSeveral() {
        silent(new PatientLeakage(), with(new Parts(200, 0, 0, 0, new Within(0, 0, 0, 0, 0, 720))));
        Finding finding = found(
                Grade.WARNING, new PatientLeakage(), with(new Parts(200, 0, 0, 0, new Within(0, 0, 0, 0, 0, 721))));
        assertTrue(finding.advice().contains("not the example"), finding.advice());
    }

    @Test
    void labelsMustFollowTheVolume() {
        List<Scaled> scaled = new ArrayList<>();
        for (int i = 0; i < 95; i++) {
            double jacobian = 0.8 + 0.004 * i;
            scaled.add(new Scaled(jacobian, jacobian * 1.019));
        }
        silent(new AugmentationBreaksLabel(), Runs.data(scaled, Optional.empty()));
        for (int i = 0; i < 5; i++) {
            scaled.add(new Scaled(1.3, 1));
        }
        silent(new AugmentationBreaksLabel(), Runs.data(scaled, Optional.empty()));
        scaled.add(new Scaled(1.3, 1));
        Finding finding = found(Grade.ERROR, new AugmentationBreaksLabel(), Runs.data(scaled, Optional.empty()));
        assertEquals(Optional.of(new Remedy.ScaleLabelWithAugmentation()), finding.remedy());
    }

    @Test
    void aLabelOfNoVolumeIsBroken() {
        found(
                Grade.ERROR,
                new AugmentationBreaksLabel(),
                Runs.data(List.of(new Scaled(1.1, Double.NaN)), Optional.empty()));
    }

    @Test
    void spacingMustNotBeDroppedWhereItVariesAndAVolumeIsWanted() {
        silent(new SpacingDropped(), Runs.data());
        silent(new SpacingDropped(), spaced(new Spacing(0.1, 0.105, false, true)));
        silent(new SpacingDropped(), spaced(new Spacing(0.027, 1, true, true)));
        silent(new SpacingDropped(), spaced(new Spacing(0.027, 1, false, false)));
        Finding finding = found(Grade.ERROR, new SpacingDropped(), spaced(new Spacing(0.1, 0.106, false, true)));
        assertEquals(Optional.of(new Remedy.KeepSpacing()), finding.remedy());
    }

    @Test
    void aMillimetreEverywhereIsProbablyALostSpacing() {
        found(Grade.WARNING, new SpacingDropped(), spaced(new Spacing(1, 1, true, true, true)));
        found(Grade.WARNING, new SpacingDropped(), spaced(new Spacing(1, 1, false, true, true)));
        silent(new SpacingDropped(), spaced(new Spacing(1, 1, true, false, true)));
    }

    private static Parts within(int same, int nearly, int copies, int nameless, int quantity) {
        return new Parts(200, 0, 0, 0, new Within(same, nearly, copies, nameless, quantity, 0));
    }

    private static DataProfile with(Parts parts) {
        return Runs.data(Runs.channel(0, 1), parts);
    }

    private static DataProfile spaced(Spacing spacing) {
        return Runs.data(List.of(), Optional.of(spacing));
    }
}
