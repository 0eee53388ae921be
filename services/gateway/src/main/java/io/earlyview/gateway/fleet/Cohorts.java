package io.earlyview.gateway.fleet;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.CohortFault;
import io.earlyview.gateway.source.simulation.cohort.CohortSimulator;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.ctc.CtcSettings;
import io.earlyview.gateway.source.simulation.ctc.CtcSimulator;
import io.earlyview.gateway.source.simulation.mgmt.MgmtSettings;
import io.earlyview.gateway.source.simulation.mgmt.MgmtSimulator;
import io.earlyview.gateway.source.simulation.raster.BeforehandAugmentation;
import io.earlyview.gateway.source.simulation.raster.RasterSettings;
import io.earlyview.gateway.source.simulation.raster.RasterSimulator;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** Which simulator makes which exam's patients, how long a scanner takes for them, and which faults they can have. */
final class Cohorts {
    private static final String DATSCAN = "datscan";
    private static final String MGMT = "mgmt";
    private static final String CTC = "ctc";
    private static final String RASTER_VOLUME = "raster-volume";

    private static final Set<SimulationFault> TABLE_FAULTS =
            EnumSet.of(SimulationFault.LEAKED_PATIENTS, SimulationFault.SHUFFLED_LABELS);

    private static final Map<String, Set<SimulationFault>> FAULTS = Map.of(
            DATSCAN, Set.of(),
            MGMT, with(SimulationFault.CONFOUNDED_SITES),
            CTC, with(),
            RASTER_VOLUME, with(SimulationFault.DROPPED_SPACING, SimulationFault.UNSCALED_LABELS));

    private Cohorts() {}

    /** The exams that there are simulators for, in alphabetical order. */
    static List<String> exams() {
        return FAULTS.keySet().stream().sorted().toList();
    }

    /** The faults that this exam's cohort can have; nothing where there is no simulator. */
    static Optional<Set<SimulationFault>> faults(String exam) {
        return Optional.ofNullable(FAULTS.get(exam));
    }

    /** The first so many patients of a cohort; nothing where there is no simulator for the exam. */
    static Optional<SimulatedCohort> of(ExamDescriptor exam, CohortOrder order, int acquisitions) {
        long seed = order.seed();
        SignalMode mode = order.mode();
        return switch (exam.exam()) {
            case DATSCAN -> Optional.of(new DatscanCohort(order, exam));
            case MGMT -> {
                MgmtSettings settings = MgmtSettings.of(mode);
                boolean confounded = order.faults().contains(SimulationFault.CONFOUNDED_SITES);
                yield planes(
                        exam,
                        new MgmtSimulator(seed, confounded ? settings.withSiteConfounded() : settings),
                        order,
                        acquisitions,
                        new ScanTimes(Duration.ofSeconds(4), Duration.ofMinutes(5)));
            }
            case CTC ->
                planes(
                        exam,
                        new CtcSimulator(seed, CtcSettings.of(mode)),
                        order,
                        acquisitions,
                        new ScanTimes(Duration.ofMillis(500), Duration.ofSeconds(1)));
            case RASTER_VOLUME ->
                planes(
                        exam,
                        new RasterSimulator(seed, RasterSettings.of(mode)),
                        order,
                        acquisitions,
                        new ScanTimes(Duration.ofMillis(80), Duration.ofMinutes(1)));
            default -> Optional.empty();
        };
    }

    private static Optional<SimulatedCohort> planes(
            ExamDescriptor exam, CohortSimulator simulator, CohortOrder order, int acquisitions, ScanTimes times) {
        IntFunction<CohortCase> cases =
                order.faults().isEmpty() ? simulator::at : spoilt(simulator, order, acquisitions)::get;
        return Optional.of(number -> new PlaneScan(cases.apply(number), exam, times));
    }

    /** A fault may look at the whole table; its pictures are still made one by one. */
    private static List<CohortCase> spoilt(CohortSimulator simulator, CohortOrder order, int acquisitions) {
        List<CohortCase> cases = simulator.first(acquisitions);
        for (SimulationFault fault : order.sortedFaults()) {
            cases = switch (fault) {
                case LEAKED_PATIENTS -> CohortFault.LEAKED_PATIENTS.spoil(cases, order.seed());
                case DROPPED_SPACING -> CohortFault.DROPPED_SPACING.spoil(cases, order.seed());
                case SHUFFLED_LABELS -> CohortFault.SHUFFLED_LABELS.spoil(cases, order.seed());
                case UNSCALED_LABELS ->
                    new BeforehandAugmentation(1, false)
                            .enlarge(cases.subList(0, (acquisitions + 1) / 2), order.seed())
                            .subList(0, acquisitions);
                // Of the pictures, not of the table: the simulator was made with it.
                case CONFOUNDED_SITES -> cases;
            };
        }
        return cases;
    }

    private static Set<SimulationFault> with(SimulationFault... more) {
        Set<SimulationFault> faults = EnumSet.copyOf(TABLE_FAULTS);
        faults.addAll(List.of(more));
        return Set.copyOf(faults);
    }
}
