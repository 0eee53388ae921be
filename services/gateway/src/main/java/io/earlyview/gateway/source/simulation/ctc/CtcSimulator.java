package io.earlyview.gateway.source.simulation.ctc;

import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.CohortSimulator;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.phantom.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cohort of simulated cells. The label is a {@link CellClass}'s number; frames are the channels DAPI, CK, CD45 and an
 * empty one, in 8 bits.
 */
public final class CtcSimulator implements CohortSimulator {

    private final long cohortSeed;
    private final CtcSettings settings;
    private final int firstRarePatient;

    public CtcSimulator(long cohortSeed, CtcSettings settings) {
        this.cohortSeed = cohortSeed;
        this.settings = settings;
        firstRarePatient = Draws.of(cohortSeed, Draws.Purpose.PATIENT, -1).index(settings.patients());
    }

    @Override
    public CohortCase at(int number) {
        CtcCell cell = cell(number);
        List<Double> says = cell.readerProbabilities();
        return new CohortCase(
                number,
                CohortCase.patientId("ctc", cell.patient()),
                0,
                cell.label().label(),
                cell.truth().label(),
                says.get(1) + 2 * says.get(2),
                Optional.empty(),
                () -> CellPicture.of(cell, Stain.draw(cohortSeed, cell.patient(), settings.clear()), settings));
    }

    /** What is hidden behind the case with this number, from 0. */
    public CtcCell cell(int number) {
        Draws draws = Draws.of(cohortSeed, Draws.Purpose.CASE, number);
        long seed = draws.seed();
        int patient = draws.index(settings.patients());
        ClassShares shares = sharesOf(patient);
        CellClass truth = shares.draw(draws);
        Appearance looks = Appearance.draw(truth, settings.overlap(), draws);
        double diameter =
                CellGroup.draw(looks, Draws.of(seed, Draws.Purpose.BODY, 0)).largestDiameter();
        Draws labels = Draws.of(cohortSeed, Draws.Purpose.LABEL, number);
        CellClass told = settings.mode() == SignalMode.NULL ? shares.draw(labels) : truth;
        boolean wrong = labels.happens(settings.wrongLabels());
        CellClass label = wrong ? shares.without(told).draw(labels) : told;
        return new CtcCell(number, seed, patient, truth, label, looks, diameter, reading(looks, shares));
    }

    /** The rare class lies with patients who follow each other in number; who is first depends on the seed. */
    private boolean hasRareClass(int patient) {
        return Math.floorMod(patient - firstRarePatient, settings.patients()) < settings.rarePatients();
    }

    /** Without a signal any patient may have any label: stain and bleed-through, which show, would tell of the class. */
    private ClassShares sharesOf(int patient) {
        if (settings.mode() == SignalMode.NULL) {
            return settings.shares();
        }
        double amongThem = settings.shares().rare() * settings.patients() / settings.rarePatients();
        return settings.shares().withRare(hasRareClass(patient) ? amongThem : 0);
    }

    private List<Double> reading(Appearance looks, ClassShares shares) {
        double[] truths = new double[CellClass.values().length];
        double sum = 0;
        for (CellClass each : CellClass.values()) {
            double likelihood = settings.mode() == SignalMode.NULL ? 1 : looks.likelihood(each, settings.overlap());
            truths[each.label()] = shares.of(each) * likelihood;
            sum += truths[each.label()];
        }
        List<Double> labels = new ArrayList<>();
        for (CellClass label : CellClass.values()) {
            double probability = 0;
            for (CellClass truth : CellClass.values()) {
                double given = truth == label
                        ? 1 - settings.wrongLabels()
                        : settings.wrongLabels() * shares.without(truth).of(label);
                probability += truths[truth.label()] / sum * given;
            }
            labels.add(probability);
        }
        return List.copyOf(labels);
    }
}
