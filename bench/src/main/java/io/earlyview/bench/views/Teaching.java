package io.earlyview.bench.views;

import io.earlyview.bench.projections.BinnedViews;
import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import io.earlyview.training.fitting.recipe.Schedule;
import io.earlyview.training.fitting.recipe.SetRecipes;
import io.earlyview.training.fitting.torch.LayerNumber;
import io.earlyview.training.fitting.torch.StepSettings;
import io.earlyview.training.fitting.torch.TorchNetwork;
import io.earlyview.training.fitting.torch.UnitSums;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Fits the network that tells uptakes, block by block; half of the steps see the first opposite pair alone. */
final class Teaching {
    private static final double RATE = 3e-3;
    private static final double WEIGHT_DECAY = 0.02;
    private static final double CLIP_NORM = 5;
    private static final int PAIR = 2;

    private final List<SurveyBlock> blocks;
    private final float[] means = new float[SetRecipes.REGIONS];
    private final float[] deviations = new float[SetRecipes.REGIONS];
    private final Random random;
    private final long seed;

    Teaching(List<SurveyBlock> blocks, long seed) {
        this.blocks = blocks;
        this.seed = seed;
        this.random = new Random(seed);
        standardise();
    }

    /** The fitted network as ONNX. */
    byte[] teach(int epochs, PrintStream progress) {
        NetworkSpecification network =
                SetRecipes.uptake(BinnedViews.WHOLE.edge(), BinnedViews.WHOLE.edge(), List.of(0f, 180f));
        Weights start = Weights.drawn(network, Weights.Start.HE_AT_PRIOR, new float[SetRecipes.REGIONS], seed);
        StepSettings settings = new StepSettings(CLIP_NORM, WEIGHT_DECAY, new float[0]);
        long steps = (long) epochs * blocks.size();
        long begun = System.nanoTime();
        try (TorchNetwork torch = new TorchNetwork(network, start, settings, seed)) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                List<SurveyBlock> shuffled = new ArrayList<>(blocks);
                Collections.shuffle(shuffled, random);
                double loss = 0;
                UnitSums units = new UnitSums();
                for (int i = 0; i < shuffled.size(); i++) {
                    double done = ((epoch - 1.0) * shuffled.size() + i + 0.5) / steps;
                    double rate = RATE * Schedule.COSINE.share(done);
                    loss += step(torch, shuffled.get(i), rate, units) / shuffled.size();
                }
                progress.printf(
                        Locale.ROOT,
                        "  epoch %d of %d: %.3f of the uptakes' variance not explained, %.0f %% of a layer silent at most, %.0f s%n",
                        epoch,
                        epochs,
                        loss,
                        100 * silent(units),
                        (System.nanoTime() - begun) / 1e9);
            }
            settle(torch);
            return OnnxExport.write(network, torch.weights(), Calibration.NONE).graph();
        }
    }

    private static double silent(UnitSums units) {
        return units.dead().stream().mapToDouble(LayerNumber::value).max().orElse(0);
    }

    private double step(TorchNetwork torch, SurveyBlock block, double rate, UnitSums units) {
        int views = random.nextBoolean() ? PAIR : block.views().length;
        boolean mirrored = random.nextBoolean();
        torch.lookAt(angles(block, views, mirrored));
        float[] frames = frames(block, views, mirrored);
        float[] targets = new float[SurveyBlock.HEADS * SetRecipes.REGIONS];
        for (int head = 0; head < SurveyBlock.HEADS; head++) {
            for (int region = 0; region < SetRecipes.REGIONS; region++) {
                // Mirroring a patient exchanges right and left.
                int seen = mirrored ? (region + SetRecipes.REGIONS / 2) % SetRecipes.REGIONS : region;
                targets[head * SetRecipes.REGIONS + region] =
                        (block.uptakes().get(head)[seen] - means[seen]) / deviations[seen];
            }
        }
        return torch.step(frames, targets, rate, units).loss();
    }

    /** Running statistics of the end in place of those gathered on the way. */
    private void settle(TorchNetwork torch) {
        for (int i = 0; i < blocks.size(); i++) {
            SurveyBlock block = blocks.get(i);
            torch.lookAt(angles(block, PAIR, false));
            torch.observe(frames(block, PAIR, false), SurveyBlock.HEADS, i);
        }
        torch.lookAt(List.of(0f, 180f));
    }

    /** A mirrored patient is seen from the mirrored angle. */
    private static List<Float> angles(SurveyBlock block, int views, boolean mirrored) {
        return Arrays.stream(block.views(), 0, views)
                .mapToObj(view -> (float) (mirrored ? -1 : 1) * (float) DatscanProtocol.angleDegrees(view))
                .toList();
    }

    private float[] frames(SurveyBlock block, int views, boolean mirrored) {
        int edge = BinnedViews.WHOLE.edge();
        float[] frames = new float[SurveyBlock.HEADS * views * BinnedViews.WHOLE.pixels()];
        int down = random.nextInt(3) - 1;
        for (int head = 0, to = 0; head < SurveyBlock.HEADS; head++) {
            short[] from = block.pixels().get(head);
            for (int view = 0; view < views; view++) {
                for (int row = 0; row < edge; row++) {
                    int line = view * BinnedViews.WHOLE.pixels() + Math.clamp(row + down, 0, edge - 1) * edge;
                    for (int column = 0; column < edge; column++, to++) {
                        frames[to] = Short.toUnsignedInt(from[line + (mirrored ? edge - 1 - column : column)]);
                    }
                }
            }
        }
        return frames;
    }

    private void standardise() {
        double count = (double) blocks.size() * SurveyBlock.HEADS;
        for (int region = 0; region < SetRecipes.REGIONS; region++) {
            double sum = 0;
            double squares = 0;
            for (SurveyBlock block : blocks) {
                for (float[] uptakes : block.uptakes()) {
                    sum += uptakes[region];
                    squares += uptakes[region] * uptakes[region];
                }
            }
            means[region] = (float) (sum / count);
            deviations[region] = (float) Math.sqrt(squares / count - sum / count * (sum / count));
        }
    }
}
