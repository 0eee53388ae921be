package io.earlyview.training.domain;

/**
 * What the exported graph said of one example that it was not fitted to, beside what is so. Enough to draw every figure
 * again; who the patient is cannot be told from it.
 *
 * @param patient stands for the patient among the cases of one run: a hash of the keyed pseudonym
 * @param label index of the class in the exam's order, or the quantity in the exam's unit
 * @param prediction through ONNX Runtime: P(positive), one probability a class, or value, low and high of a quantity
 */
@SuppressWarnings("ArrayRecordComponent")
public record PredictedCase(String patient, double label, double[] prediction) {

    /** Index of the class, where the exam has classes. */
    public int classIndex() {
        return (int) label;
    }
}
