package io.earlyview.bench.inference.network;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.StageCalibration;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;

/**
 * The network on a set of views that the DaTscan exam has, with values that are drawn and not learned.
 *
 * @param pair the whole network on the first opposite pair
 * @param encoder its first half, for one view
 * @param head its second half, for any number of views
 */
@SuppressWarnings("ArrayRecordComponent")
public record ViewNetwork(byte[] pair, byte[] encoder, byte[] head) {
    private static final String RECIPE = "compact-set";

    /** Values drawn from this seed. */
    public static ViewNetwork drawn(long seed) {
        int[] shape = {2, DatscanProtocol.EDGE, DatscanProtocol.EDGE};
        Recipe recipe = Recipes.find(
                        RECIPE, shape, ExamCatalogue.bundled().find("datscan").orElseThrow())
                .orElseThrow();
        NetworkSpecification network = recipe.network();
        Weights weights = Weights.drawn(network, Weights.Start.HE_AT_PRIOR, new float[1], seed);
        return new ViewNetwork(
                OnnxExport.write(network, weights, Head.Calibration.NONE).graph(),
                OnnxExport.encoder(network, weights),
                OnnxExport.head(network, weights, StageCalibration.same(2, Head.Calibration.NONE)));
    }
}
