package io.earlyview.gateway.source.simulation.cohort;

import io.earlyview.gateway.source.simulation.phantom.Draws;
import java.util.ArrayList;
import java.util.List;

/** A way in which a cohort's table goes wrong while its pictures stay right. */
public enum CohortFault {
    /** Each case says it is a patient of its own, so that one patient's cases may fall on both sides of a split. */
    LEAKED_PATIENTS {
        @Override
        public List<CohortCase> spoil(List<CohortCase> cases, long seed) {
            List<CohortCase> spoilt = new ArrayList<>();
            for (CohortCase each : cases) {
                String kind = each.patient().substring(0, each.patient().lastIndexOf('-'));
                spoilt.add(each.withPatient(CohortCase.patientId(kind, 500_000 + spoilt.size())));
            }
            return List.copyOf(spoilt);
        }
    },
    /** Each case that has a spacing says that it is 1 mm on all axes. */
    DROPPED_SPACING {
        @Override
        public List<CohortCase> spoil(List<CohortCase> cases, long seed) {
            return cases.stream()
                    .map(each -> each.spacing().isPresent() ? each.withSpacing(Spacing.ONE_MILLIMETRE) : each)
                    .toList();
        }
    },
    /** The labels are dealt out again among the cases: as many of each as before, and none means anything. */
    SHUFFLED_LABELS {
        @Override
        public List<CohortCase> spoil(List<CohortCase> cases, long seed) {
            double[] labels = cases.stream().mapToDouble(CohortCase::label).toArray();
            Draws draws = Draws.of(seed, Draws.Purpose.LABEL, labels.length);
            for (int last = labels.length - 1; last > 0; last--) {
                int other = draws.index(last + 1);
                double label = labels[last];
                labels[last] = labels[other];
                labels[other] = label;
            }
            List<CohortCase> spoilt = new ArrayList<>();
            for (CohortCase each : cases) {
                spoilt.add(each.withLabel(labels[spoilt.size()]));
            }
            return List.copyOf(spoilt);
        }
    };

    /** The same cases in the same order with this fault. The same seed gives the same. */
    public abstract List<CohortCase> spoil(List<CohortCase> cases, long seed);
}
