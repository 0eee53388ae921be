package io.earlyview.gateway.fleet;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.domain.LabelValue;
import io.earlyview.gateway.domain.PixelType;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.domain.ViewPosition;
import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.gateway.source.simulation.DatscanSimulator;
import io.earlyview.gateway.source.simulation.PreparedHead;
import io.earlyview.gateway.source.simulation.SimulationSettings;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Shows the DaTscan simulator's cohort as the fleet sees patients: classes by name, frames as they travel. */
final class DatscanCohort implements SimulatedCohort {
    private static final ScanTimes TIMES = new ScanTimes(
            Duration.ofMillis(Math.round(DatscanProtocol.SECONDS_PER_STOP * 1000)), Duration.ofMinutes(2));
    private static final List<List<Integer>> STOPS = IntStream.range(0, DatscanProtocol.STOPS)
            .mapToObj(stop -> IntStream.range(0, DatscanProtocol.VIEWS)
                    .filter(view -> DatscanProtocol.stop(view) == stop)
                    .boxed()
                    .toList())
            .toList();
    /** How far away in the cohort the case lies whose label is told where pictures say nothing. */
    private static final int STRANGER = 1_000_000_000;

    private final DatscanSimulator simulator;
    private final boolean labelsOfStrangers;
    private final String normal;
    private final String abnormal;

    DatscanCohort(CohortOrder order, ExamDescriptor exam) {
        this.simulator = new DatscanSimulator(
                order.seed(),
                order.mode() == SignalMode.ORACLE ? SimulationSettings.easy() : SimulationSettings.defaults());
        this.labelsOfStrangers = order.mode() == SignalMode.NULL;
        this.normal = exam.target().classes().getFirst();
        this.abnormal = exam.target().classes().getLast();
    }

    @Override
    public SimulatedScan prepare(int number) {
        return new Patient(simulator.prepare(simulator.draw(number)), number);
    }

    private final class Patient implements SimulatedScan {
        private final PreparedHead head;
        private final int number;

        private Patient(PreparedHead head, int number) {
            this.head = head;
            this.number = number;
        }

        @Override
        public String patient() {
            return Integer.toString(number);
        }

        @Override
        public LabelValue truth() {
            return value(head.patient().abnormal());
        }

        @Override
        public LabelValue label() {
            return value((labelsOfStrangers ? simulator.draw(STRANGER + number) : head.patient()).readerSaysAbnormal());
        }

        private LabelValue value(boolean isAbnormal) {
            return new LabelValue.ClassName(isAbnormal ? abnormal : normal);
        }

        @Override
        public Spacing spacing() {
            return Spacing.UNKNOWN;
        }

        @Override
        public List<List<Integer>> stops() {
            return STOPS;
        }

        @Override
        public ScanTimes times() {
            return TIMES;
        }

        @Override
        public Projection frame(int view) {
            short[] counts = head.projection(view);
            ByteBuffer pixels = ByteBuffer.allocate(counts.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            pixels.asShortBuffer().put(counts);
            var position =
                    new ViewPosition(view, DatscanProtocol.detector(view), DatscanProtocol.angleDegrees(view), 0);
            return new Projection(position, PixelType.UINT16, DatscanProtocol.EDGE, DatscanProtocol.EDGE, pixels);
        }
    }
}
