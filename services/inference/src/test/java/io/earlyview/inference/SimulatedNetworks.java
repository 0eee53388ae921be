package io.earlyview.inference;

import io.earlyview.inference.domain.EncodedFrame;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ReleaseReference.Kind;
import io.earlyview.inference.domain.StoppingPolicy;
import io.earlyview.inference.prediction.Network;
import io.earlyview.inference.release.LoadedRelease;
import java.util.List;
import java.util.Optional;

/** Releases whose networks are arithmetic on digests: another frame, another order or another release gives another answer. */
final class SimulatedNetworks {
    static final StoppingPolicy POLICY = new StoppingPolicy(
            3, Optional.of(new StoppingPolicy.Limit(0.2, 0.05)), Optional.of(new StoppingPolicy.Limit(0.8, 0.05)));

    private final Runnable step;
    private int open;

    /** @param step runs before every call: a place to crash at */
    SimulatedNetworks(Runnable step) {
        this.step = step;
    }

    LoadedRelease loaded(String releaseId) {
        Kind kind = kind(releaseId);
        ReleaseReference reference = new ReleaseReference(
                releaseId,
                "tiny",
                kind,
                "0".repeat(64),
                "",
                List.of("normal", "abnormal"),
                "",
                "cpu",
                kind == Kind.SET ? POLICY : StoppingPolicy.NONE);
        open++;
        return new LoadedRelease(reference, kind == Kind.SET ? new Set(releaseId) : new Stack(releaseId));
    }

    /** How many are loaded and not closed. */
    int open() {
        return open;
    }

    static Kind kind(String releaseId) {
        return releaseId.startsWith("set") ? Kind.SET : Kind.STACK;
    }

    /** What a release says of frames with these digests, in the order of their places. */
    static double expected(String releaseId, List<byte[]> digests) {
        return switch (kind(releaseId)) {
            case STACK ->
                folded(
                        releaseId,
                        digests.stream().map(SimulatedNetworks::number).toList());
            case SET ->
                folded(
                        releaseId,
                        digests.stream()
                                .map(digest -> embedding(releaseId, digest))
                                .toList());
        };
    }

    private static float number(byte[] digest) {
        return ((digest[0] & 0xff) << 16 | (digest[1] & 0xff) << 8 | digest[2] & 0xff) / (float) (1 << 24);
    }

    private static float embedding(String releaseId, byte[] digest) {
        return number(digest) * 0.75f + (releaseId.hashCode() & 0xff) / 1024f;
    }

    private static double folded(String releaseId, List<Float> numbers) {
        double folded = (releaseId.hashCode() & 0xffff) / 65_536.0;
        for (float number : numbers) {
            folded = (folded * 1.7 + number) % 1;
        }
        return folded;
    }

    private final class Stack extends Closable implements Network.Stack {
        private final String releaseId;

        Stack(String releaseId) {
            this.releaseId = releaseId;
        }

        @Override
        public List<Prediction> predict(List<List<ReceivedFrame>> acquisitions) {
            use();
            return acquisitions.stream()
                    .<Prediction>map(frames -> new Prediction.Probability(expected(
                            releaseId,
                            frames.stream().map(ReceivedFrame::pixelsSha256).toList())))
                    .toList();
        }
    }

    private final class Set extends Closable implements Network.Set {
        private final String releaseId;

        Set(String releaseId) {
            this.releaseId = releaseId;
        }

        @Override
        public List<float[]> encode(List<ReceivedFrame> frames) {
            use();
            return frames.stream()
                    .map(frame -> new float[] {embedding(releaseId, frame.pixelsSha256())})
                    .toList();
        }

        @Override
        public Prediction predict(List<EncodedFrame> frames) {
            use();
            return new Prediction.Probability(folded(
                    releaseId,
                    frames.stream().map(frame -> frame.embedding()[0]).toList()));
        }
    }

    private abstract class Closable {
        private boolean closed;

        public int batch() {
            return 1;
        }

        void use() {
            step.run();
            if (closed) {
                throw new AssertionError("a network is used after it was closed");
            }
        }

        public void close() {
            if (closed) {
                throw new AssertionError("a network is closed twice");
            }
            closed = true;
            open--;
        }
    }
}
