package io.earlyview.gateway.source.simulation.mgmt;

import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.CohortSimulator;
import io.earlyview.gateway.source.simulation.phantom.Draws;
import java.util.Optional;

/**
 * A cohort of simulated heads with a tumour. The label is 1 for methylated, 52 % of cases, else 0; frames are slices from the
 * bottom to the top, in 16 bits from 0 to 4095. The source's cohort has 585 cases.
 */
public final class MgmtSimulator implements CohortSimulator {

    private static final double METHYLATED_SHARE = 0.52;
    private static final double USUAL_RING_MILLIMETRES = 4.2;
    private static final double USUAL_BRIGHTNESS = 1.55;
    private static final double USUAL_GRAIN = 0.2;

    private final long cohortSeed;
    private final MgmtSettings settings;

    public MgmtSimulator(long cohortSeed, MgmtSettings settings) {
        this.cohortSeed = cohortSeed;
        this.settings = settings;
    }

    @Override
    public CohortCase at(int number) {
        MgmtPatient patient = patient(number);
        int label = patient.methylated() ? 1 : 0;
        return new CohortCase(
                number,
                CohortCase.patientId("mgmt", number),
                patient.site(),
                label,
                label,
                patient.ringScore(),
                Optional.of(settings.spacing()),
                () -> new HeadScan(patient, settings).render());
    }

    /** What is hidden behind the case with this number, from 0. */
    public MgmtPatient patient(int number) {
        Draws draws = Draws.of(cohortSeed, Draws.Purpose.CASE, number);
        long seed = draws.seed();
        boolean methylated = draws.happens(METHYLATED_SHARE);
        double ringScore = (methylated ? 0.5 : -0.5) * settings.separation() + draws.normal();
        return new MgmtPatient(
                number,
                seed,
                methylated,
                Site.draw(methylated, settings.siteConfounded(), draws),
                ringScore,
                draws.logBetween(10, 60),
                Math.clamp(USUAL_RING_MILLIMETRES * Math.exp(0.35 * ringScore), 1.5, 10),
                Math.clamp(USUAL_BRIGHTNESS * Math.exp(0.1 * ringScore), 1.1, 2.2),
                Math.clamp(USUAL_GRAIN * Math.exp(0.45 * ringScore), 0.04, 0.7));
    }
}
