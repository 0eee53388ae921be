package io.earlyview.training.release;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.v1.Evaluation;
import io.earlyview.v1.GateVerdict;
import io.earlyview.v1.Lineage;
import io.earlyview.v1.StoppingPolicy;
import java.util.Optional;

/**
 * A fitted network that is to become a release: a candidate, or one that the gate refused.
 *
 * @param stopping when a scan may stop by its scores
 * @param lineage what made it
 * @param evaluation how it did on held-out examples
 * @param gate what the gate found
 */
public record Candidate(
        ExamDescriptor exam,
        OnnxNetwork onnx,
        Optional<StoppingPolicy> stopping,
        Lineage lineage,
        Evaluation evaluation,
        GateVerdict gate) {}
