package io.earlyview.training.evaluation;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.OnnxNetwork;

/** Scores the needed views of an example as a set: each through the encoder at the exam's angle, then through the head. */
final class NeededViewScorer implements NetworkScorer {
    private final SetScorer halves;
    private final double[] anglesDegrees;

    NeededViewScorer(OnnxNetwork network, ExamDescriptor exam) {
        this.anglesDegrees = exam.neededViews().stream()
                .mapToDouble(NeededView::angleDegrees)
                .toArray();
        this.halves = new SetScorer(network.graph(), network.head());
    }

    @Override
    public double[] predict(LabelledExample example) {
        float[][] embeddings = halves.embeddings(example, anglesDegrees);
        return halves.outputs(embeddings, embeddings.length);
    }

    @Override
    public void close() {
        halves.close();
    }
}
