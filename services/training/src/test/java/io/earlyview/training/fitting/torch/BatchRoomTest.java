package io.earlyview.training.fitting.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.earlyview.training.fitting.network.Layer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchRoomTest {
    /** Also where rows and columns leave a rest, and where the room held something larger before. */
    @ParameterizedTest
    @CsvSource({"2, 48, 48", "4, 224, 224", "3, 50, 47", "5, 12, 33", "7, 7, 8"})
    void averagesAreLibtorchsToTheLastBit(int side, int rows, int columns) {
        Shape shape = new Shape(3, 2, rows, columns);
        float[] pictures = drawn((int) shape.size());
        BatchRoom room = new BatchRoom();
        try (NDManager manager = TorchEngine.engine().newBaseManager()) {
            room.filled(manager, drawn(500_000), new Shape(500_000));
            NDArray expected = new LayerForward(Map.of(), LayerForward.Mode.LOOKING, (_, _) -> {})
                    .through(List.of(new Layer.AveragePool(side)), "", manager.create(pictures, shape));

            NDArray averaged = room.averaged(manager, pictures, shape, side);

            assertEquals(expected.getShape(), averaged.getShape());
            assertArrayEquals(expected.toFloatArray(), averaged.toFloatArray());
        }
    }

    /** Counts and grey values, large and small. */
    private static float[] drawn(int count) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (255 * random.nextDouble() * Math.exp(4 * random.nextGaussian()));
        }
        return values;
    }
}
