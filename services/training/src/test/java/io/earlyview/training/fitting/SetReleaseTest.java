package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingOutcome.Fitted;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.FurtherViewSource;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.StoppingPolicy;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.evaluation.NetworkScorer;
import io.earlyview.training.evaluation.SetScorer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From examples and their further views to an encoder, a head calibrated by number of frames, and a stopping policy. */
class SetReleaseTest {
    private static final int EDGE = 64;
    private static final int FURTHER = 18;
    private static final List<LabelledExample> PLANTED = PlantedPairs.drawn(720, EDGE, 3, 0.4, 1);
    private static final FittingPlan PLAN = new FittingPlan(PlantedPairs.EXAM, "compact-set", 3, 16, 1e-3, 0.3, 7);

    @Test
    void furtherViewsCalibrateEachNumberOfFramesAndTellWhenToStop() {
        Planted source = new Planted(PLANTED);
        Fitted fitted = fitted(source);

        assertTrue(fitted.onnx().isSet());
        assertTrue(fitted.figures().parityMaxDifference() <= Evaluation.PARITY_LIMIT);
        int validation = Fitting.validation(PLANTED, PLAN).size();
        String calibrator = fitted.calibrator();
        assertTrue(
                calibrator.contains("fitted for 4 to " + validation + ", 10 to " + validation + ", 20 to " + validation
                        + " inner validation examples: at 4 slope "),
                calibrator);
        assertTrue(calibrator.contains("stopping from"), calibrator);
        StoppingPolicy policy = fitted.stopping().orElseThrow();
        assertEquals(fitted.examplesHeldOut(), policy.cases());
        assertTrue(policy.meanFrames() < 2 + FURTHER, policy.toString());

        // Only what is needed for calibration and counting was read, each once.
        Set<String> unseen = ids(Fitting.validation(PLANTED, PLAN));
        unseen.addAll(ids(Fitting.heldOut(PLANTED, PLAN)));
        assertEquals(unseen, new HashSet<>(source.handedOver));
        assertEquals(unseen.size(), source.handedOver.size());
        assertArrayEquals(
                fitted.onnx().head(), fitted(new Planted(PLANTED)).onnx().head(), "the same gives the same");
    }

    @Test
    void withoutFurtherViewsOneLineHoldsForAllNumbersAndNothingStops() {
        Fitted fitted = fitted(FurtherViewSource.none());

        assertTrue(fitted.onnx().isSet());
        assertTrue(
                fitted.calibrator()
                        .contains("that line holds for every number of frames: 0 inner validation examples have further"
                                + " frames, at least 40"),
                fitted.calibrator());
        assertTrue(fitted.calibrator().contains("no stopping policy"), fitted.calibrator());
        assertTrue(fitted.stopping().isEmpty());
        LabelledExample example = PLANTED.getFirst();
        try (NetworkScorer scorer = NetworkScorer.of(fitted.onnx(), PlantedPairs.EXAM);
                SetScorer halves =
                        new SetScorer(fitted.onnx().graph(), fitted.onnx().head())) {
            float[][] embeddings = halves.embeddings(example, new double[] {0, 180});
            assertEquals(halves.probability(embeddings, 2), scorer.predict(example)[0]);
        }
    }

    @Test
    void whoCancelsWhileViewsAreEncodedIsHeard() {
        FittingPlan once = new FittingPlan(PlantedPairs.EXAM, "compact-set", 1, 16, 1e-3, 0.3, 7);
        AtomicInteger encoded = new AtomicInteger();
        FittingProgress impatient = new FittingProgress() {
            @Override
            public void onEpoch(EpochFigures figures) {}

            @Override
            public void onFurtherViews(int cases, int all) {
                encoded.set(cases);
            }

            @Override
            public boolean cancelled() {
                return encoded.get() == 3;
            }
        };

        FittingOutcome outcome = Fitting.fit(PLANTED, new Planted(PLANTED), once, impatient, Checkpoints.none());

        assertEquals(
                1, assertInstanceOf(FittingOutcome.Cancelled.class, outcome).epochsDone());
        assertEquals(3, encoded.get());
    }

    private static Fitted fitted(FurtherViewSource source) {
        return assertInstanceOf(
                Fitted.class, Fitting.fit(PLANTED, source, PLAN, FittingProgress.silent(), Checkpoints.none()));
    }

    private static Set<String> ids(List<LabelledExample> examples) {
        return examples.stream().map(LabelledExample::acquisitionId).collect(Collectors.toCollection(HashSet::new));
    }

    /** More views of the same kind, drawn anew for each case: its front view, mirrored at every other place. */
    private static final class Planted implements FurtherViewSource {
        private final Map<String, LabelledExample> examples;
        private final List<String> handedOver = new ArrayList<>();

        Planted(List<LabelledExample> examples) {
            this.examples =
                    examples.stream().collect(Collectors.toMap(LabelledExample::acquisitionId, Function.identity()));
        }

        @Override
        public Set<String> acquisitions() {
            return examples.keySet();
        }

        @Override
        public void read(Set<String> wanted, Taker taker) {
            examples.forEach((id, example) -> {
                if (wanted.contains(id)) {
                    handedOver.add(id);
                    taker.take(
                            id,
                            IntStream.range(0, FURTHER)
                                    .<View>mapToObj(number -> new Turned(example, number))
                                    .toList());
                }
            });
        }
    }

    private record Turned(LabelledExample example, int number) implements FurtherViewSource.View {
        @Override
        public double angleDegrees() {
            return number % 2 == 0 ? 3.0 * (1 + number / 2) : 180 + 3.0 * (1 + number / 2);
        }

        @Override
        public float[] pixels() {
            float[] view = new float[EDGE * EDGE];
            System.arraycopy(example.tensor(), number % 2 * view.length, view, 0, view.length);
            return view;
        }
    }
}
