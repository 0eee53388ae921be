package io.earlyview.training.domain;

import java.util.Arrays;

/**
 * One acquisition with its label: what a network is fitted to.
 *
 * @param acquisitionId keyed pseudonym of the acquisition
 * @param patientPseudonym keyed pseudonym of the patient; examples of one patient never stand on both sides of a split;
 *     empty where it is not known, and then the acquisition counts as a patient of its own
 * @param shape frames, rows, columns
 * @param tensor raw values in row-major order, no preprocessing
 * @param spacingMillimetres between planes, rows and columns; empty where the exam does not ask for it
 * @param label index of the class in the exam's order, or the quantity in the exam's unit
 * @param simulated whether a simulator made it
 */
// Arrays, because thousands of these are read; a record keeps the field names, nobody compares examples for equality.
@SuppressWarnings("ArrayRecordComponent")
public record LabelledExample(
        String acquisitionId,
        String patientPseudonym,
        int[] shape,
        float[] tensor,
        double[] spacingMillimetres,
        double label,
        boolean simulated) {

    private static final double CUBIC_MILLIMETRES_IN_A_MILLILITRE = 1000;

    public LabelledExample {
        if (shape.length != 3) {
            throw new IllegalArgumentException("an example has 3 axes (frames, rows, columns), not " + shape.length);
        }
        long values = 1L * shape[0] * shape[1] * shape[2];
        if (values != tensor.length) {
            throw new IllegalArgumentException(
                    "shape says " + values + " values, the tensor of the example has " + tensor.length);
        }
        if (spacingMillimetres.length != 0 && spacingMillimetres.length != 3) {
            throw new IllegalArgumentException("spacing has 3 numbers or none, not " + spacingMillimetres.length);
        }
    }

    /** Whether all pixels have one value: there is nothing to see. */
    public boolean blank() {
        for (float value : tensor) {
            if (value != tensor[0]) {
                return false;
            }
        }
        return true;
    }

    /** Index of the class, where the exam has classes. */
    public int classIndex() {
        return (int) label;
    }

    /** Volume of one voxel in millilitres; 1 where the spacing is not known. */
    public double voxelMillilitres() {
        return spacingMillimetres.length == 0
                ? 1
                : Arrays.stream(spacingMillimetres).reduce(1, (a, b) -> a * b) / CUBIC_MILLIMETRES_IN_A_MILLILITRE;
    }

    /** Whom a split must keep on one side: the patient, or the acquisition where the patient is not known. */
    public String splitKey() {
        return patientPseudonym.isEmpty() ? acquisitionId : patientPseudonym;
    }
}
