package io.earlyview.bench.inference.acquisitions;

import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.gateway.source.simulation.DatscanSimulator;
import io.earlyview.gateway.source.simulation.PreparedHead;
import io.earlyview.v1.Frame;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The records of whole rotations. Acquisitions take a few simulated patients in turn. */
public final class RotationFrames {
    private final List<List<Frame>> patients;

    private RotationFrames(List<List<Frame>> patients) {
        this.patients = patients;
    }

    /** All views of the first cases of a cohort. */
    public static RotationFrames simulated(long seed, int patients) {
        DatscanSimulator simulator = DatscanSimulator.ofSeed(seed);
        return new RotationFrames(IntStream.range(0, patients)
                .mapToObj(number -> {
                    PreparedHead head = simulator.prepare(simulator.draw(number));
                    return IntStream.range(0, DatscanProtocol.VIEWS)
                            .parallel()
                            .mapToObj(view -> PairFrames.template(view, ViewPair.bytes(head.projection(view))))
                            .toList();
                })
                .toList());
    }

    /** The record of one view. */
    public byte[] record(AcquisitionNumber acquisition, int view, Instant acquiredAt) {
        Frame template = patients.get(acquisition.number() % patients.size()).get(view);
        return PairFrames.record(template, acquisition, acquiredAt);
    }
}
