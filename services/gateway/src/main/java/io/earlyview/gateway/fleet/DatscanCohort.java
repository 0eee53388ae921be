package io.earlyview.gateway.fleet;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.domain.PixelType;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.ViewPosition;
import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.gateway.source.simulation.DatscanSimulator;
import io.earlyview.gateway.source.simulation.PreparedHead;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Shows the DaTscan simulator's cohort as the fleet sees patients: classes by name, frames as they travel. */
final class DatscanCohort implements SimulatedCohort {
    private static final List<List<Integer>> STOPS = IntStream.range(0, DatscanProtocol.STOPS)
            .mapToObj(stop -> IntStream.range(0, DatscanProtocol.VIEWS)
                    .filter(view -> DatscanProtocol.stop(view) == stop)
                    .boxed()
                    .toList())
            .toList();

    private final DatscanSimulator simulator;
    private final String normal;
    private final String abnormal;

    DatscanCohort(long seed, ExamDescriptor exam) {
        this.simulator = DatscanSimulator.ofSeed(seed);
        this.normal = exam.target().classes().getFirst();
        this.abnormal = exam.target().classes().getLast();
    }

    @Override
    public SimulatedScan prepare(int number) {
        return new Patient(simulator.prepare(simulator.draw(number)));
    }

    private final class Patient implements SimulatedScan {
        private final PreparedHead head;

        private Patient(PreparedHead head) {
            this.head = head;
        }

        @Override
        public String truth() {
            return head.patient().abnormal() ? abnormal : normal;
        }

        @Override
        public String label() {
            return head.patient().readerSaysAbnormal() ? abnormal : normal;
        }

        @Override
        public List<List<Integer>> stops() {
            return STOPS;
        }

        @Override
        public Duration stopDuration() {
            return Duration.ofMillis(Math.round(DatscanProtocol.SECONDS_PER_STOP * 1000));
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
