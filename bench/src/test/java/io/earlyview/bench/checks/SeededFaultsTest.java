package io.earlyview.bench.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.earlyview.bench.checks.SeededFault.Trial;
import io.earlyview.training.domain.LabelledExample;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A few of the runs of `bench checks`, those that end before their first step. */
class SeededFaultsTest {
    private static final Set<String> QUICK = Set.of(
            "sites go with the label",
            "spacing not looked at",
            "spacing lost: 1 mm everywhere",
            "label left in mL",
            "each sweep under a name of its own",
            "scaled copies made beforehand, label not scaled",
            "the same, and no patient's name kept");

    @Test
    void faultsOfTheDataAreNamedBeforeTheFirstStep() {
        List<SeededFault> faults = SeededFaults.all().stream()
                .filter(fault -> QUICK.contains(fault.fault()))
                .toList();

        assertEquals(QUICK.size(), faults.size());
        for (SeededFault fault : faults) {
            Watched run = fault.run(11);
            assertEquals(0, run.namedBy(fault.rules()).orElse(1), fault.fault() + " " + run.named());
        }
    }

    @Test
    void nullDataSetsDifferFromHealthyRunsInTheirLabelsOnly() {
        SmallRuns runs = new SmallRuns(3);
        for (long seed = 0; seed < 4; seed++) {
            Trial healthy = runs.healthy(seed);
            Trial nothing = runs.withoutSignal(seed);

            assertEquals(healthy.plan(), nothing.plan());
            assertEquals(labels(healthy), labels(nothing));
            assertNotEquals(
                    healthy.examples().stream().map(LabelledExample::label).toList(),
                    nothing.examples().stream().map(LabelledExample::label).toList());
        }
        Trial first = runs.withoutSignal(1);
        assertFalse(Watched.run(first.examples(), first.plan()).released());
    }

    /** How many of which; of volumes, which there are. */
    private static Set<String> labels(Trial trial) {
        boolean classes = !trial.plan().exam().target().classes().isEmpty();
        return trial.examples().stream()
                .collect(Collectors.groupingBy(LabelledExample::label, Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> each.getKey() + (classes ? " x " + each.getValue() : ""))
                .collect(Collectors.toSet());
    }
}
