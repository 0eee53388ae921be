package io.earlyview.training.evaluation;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.OnnxNetwork;

/** Scores examples, which hold the frames that an exam needs, through ONNX Runtime, whatever the network's kind. */
public interface NetworkScorer extends AutoCloseable {
    /**
     * What the network says of one acquisition: P(positive), one probability a class, or value, low and high of a
     * quantity.
     */
    double[] predict(LabelledExample example);

    @Override
    void close();

    /**
     * Loads a network of an exam.
     *
     * @throws IllegalArgumentException if ONNX Runtime refuses it
     */
    static NetworkScorer of(OnnxNetwork network, ExamDescriptor exam) {
        return network.isSet() ? new NeededViewScorer(network, exam) : new OnnxScorer(network);
    }
}
