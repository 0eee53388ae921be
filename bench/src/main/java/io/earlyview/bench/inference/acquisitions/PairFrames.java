package io.earlyview.bench.inference.acquisitions;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.ViewGeometry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/** The records of a pair, as ingestion writes them. Acquisitions take the simulated pairs in turn. */
public final class PairFrames {
    private record Halves(Frame anterior, Frame posterior) {}

    private final List<Halves> templates;

    public PairFrames(List<ViewPair> pairs) {
        templates = pairs.stream()
                .map(pair -> new Halves(template(0, pair.anterior()), template(ViewPair.POSTERIOR, pair.posterior())))
                .toList();
    }

    /** Which of the simulated pairs an acquisition has. */
    public int pair(int acquisition) {
        return acquisition % templates.size();
    }

    /** How many simulated pairs there are. */
    public int pairs() {
        return templates.size();
    }

    /** The record of view 0. */
    public byte[] anterior(AcquisitionNumber acquisition, Instant acquiredAt) {
        return record(templates.get(pair(acquisition.number())).anterior(), acquisition, acquiredAt);
    }

    /** The record of view 60, which makes the score possible. */
    public byte[] posterior(AcquisitionNumber acquisition, Instant acquiredAt) {
        return record(templates.get(pair(acquisition.number())).posterior(), acquisition, acquiredAt);
    }

    /** A template as the record of an acquisition. */
    static byte[] record(Frame template, AcquisitionNumber acquisition, Instant acquiredAt) {
        Timestamp stamp = Timestamp.newBuilder()
                .setSeconds(acquiredAt.getEpochSecond())
                .setNanos(acquiredAt.getNano())
                .build();
        return template.toBuilder()
                .setAcquisitionId(acquisition.id())
                .setAcquiredAt(stamp)
                .setIngestedAt(stamp)
                .build()
                .toByteArray();
    }

    /** A frame without id and time. */
    static Frame template(int view, byte[] pixels) {
        return Frame.newBuilder()
                .setExam("datscan")
                .setIndex(view)
                .setExpectedFrames(DatscanProtocol.VIEWS)
                .setView(ViewGeometry.newBuilder()
                        .setDetector(DatscanProtocol.detector(view))
                        .setEnergyWindow(1)
                        .setAngleDegrees(DatscanProtocol.angleDegrees(view)))
                .setPixelType(PixelType.PIXEL_TYPE_UINT16)
                .setRows(DatscanProtocol.EDGE)
                .setColumns(DatscanProtocol.EDGE)
                .setPixels(UnsafeByteOperations.unsafeWrap(pixels))
                .setPixelsSha256(ByteString.copyFrom(sha256(pixels)))
                .setSimulated(true)
                .build();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
