package io.earlyview.training.domain;

/**
 * One acquisition with its reader's verdict: what a network is fitted to.
 *
 * @param acquisitionId keyed pseudonym of the acquisition
 * @param patientPseudonym keyed pseudonym of the patient; examples of one patient never stand on both sides of a split;
 *     empty where it is not known, and then the acquisition counts as a patient of its own
 * @param shape views, rows, columns
 * @param tensor raw counts in row-major order, no preprocessing
 * @param positive whether the label is the exam's positive class
 * @param simulated whether a simulator made it
 */
// Arrays, because thousands of these are read; a record keeps the field names, nobody compares examples for equality.
@SuppressWarnings("ArrayRecordComponent")
public record LabelledExample(
        String acquisitionId,
        String patientPseudonym,
        int[] shape,
        float[] tensor,
        boolean positive,
        boolean simulated) {

    public LabelledExample {
        if (shape.length != 3) {
            throw new IllegalArgumentException("an example has 3 axes (views, rows, columns), not " + shape.length);
        }
        long values = 1L * shape[0] * shape[1] * shape[2];
        if (values != tensor.length) {
            throw new IllegalArgumentException(
                    "shape says " + values + " values, the tensor of the example has " + tensor.length);
        }
    }

    /** Whom a split must keep on one side: the patient, or the acquisition where the patient is not known. */
    public String splitKey() {
        return patientPseudonym.isEmpty() ? acquisitionId : patientPseudonym;
    }
}
