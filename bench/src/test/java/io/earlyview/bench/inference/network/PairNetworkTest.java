package io.earlyview.bench.inference.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.bench.inference.acquisitions.ViewPair;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values are drawn, and still the answers must be worth comparing: other pixels, another answer. */
class PairNetworkTest {
    private static final List<ViewPair> PAIRS = ViewPair.simulated(7, 6);

    @ParameterizedTest
    @EnumSource
    void answersTellPairsApart(PairNetwork network) throws Exception {
        Set<Float> answers = new HashSet<>();
        try (PairSession session = new PairSession(network.onnx(1))) {
            for (ViewPair pair : PAIRS) {
                put(session, pair.anterior(), pair.posterior());
                answers.add(session.run());
                put(session, pair.posterior(), pair.anterior());
                answers.add(session.run());
            }
        }
        assertEquals(2 * PAIRS.size(), answers.size(), "answers: " + answers);
        assertTrue(answers.stream().allMatch(answer -> answer > 0 && answer < 1), "answers: " + answers);
    }

    @ParameterizedTest
    @EnumSource
    void aPreparedTensorAnswersTheSameLater(PairNetwork network) throws Exception {
        try (PairSession session = new PairSession(network.onnx(1))) {
            put(session, PAIRS.getFirst().anterior(), PAIRS.getFirst().posterior());
            float first = session.run();
            var prepared = session.prepared();
            put(session, PAIRS.getLast().anterior(), PAIRS.getLast().posterior());

            assertNotEquals(first, session.run());
            assertEquals(first, session.run(prepared));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameFile(PairNetwork network) {
        assertArrayEquals(network.onnx(3), network.onnx(3));
        assertNotEquals(PairNetwork.sha256(network.onnx(3)), PairNetwork.sha256(network.onnx(4)));
    }

    private static void put(PairSession session, byte[] first, byte[] second) {
        session.put(0, ByteBuffer.wrap(first));
        session.put(1, ByteBuffer.wrap(second));
    }
}
