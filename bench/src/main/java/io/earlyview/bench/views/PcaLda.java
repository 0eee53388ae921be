package io.earlyview.bench.views;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * The classical reader: principal components of the pictures, then Fisher's linear discriminant. What a learned network
 * has to beat on the same cases.
 */
final class PcaLda {
    /** Keeps the pooled covariance invertible, as a share of its mean variance. */
    private static final double RIDGE = 1e-6;

    private final double[] mean;
    private final RealMatrix axes;
    private final Discriminant discriminant;

    private PcaLda(double[] mean, RealMatrix axes, Discriminant discriminant) {
        this.mean = mean;
        this.axes = axes;
        this.discriminant = discriminant;
    }

    /** The log-odds of the classes where both are normal with one covariance: a straight line. */
    private record Discriminant(RealVector direction, double offset) {}

    /** Learns from one row of values a case; {@code components} fewer than cases. */
    static PcaLda learned(double[][] cases, boolean[] positive, int components) {
        double[] mean = mean(cases);
        RealMatrix centred = centred(cases, mean);
        // The components of many pixels and few cases: from the cases' products instead of the pixels'.
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(centred.multiplyTransposed(centred));
        RealMatrix axes = new Array2DRowRealMatrix(mean.length, components);
        for (int component = 0; component < components; component++) {
            RealVector axis = centred.transpose()
                    .operate(eigen.getEigenvector(component))
                    .mapDivide(Math.sqrt(eigen.getEigenvalue(component)));
            axes.setColumnVector(component, axis);
        }
        return new PcaLda(mean, axes, discriminant(centred.multiply(axes), positive));
    }

    /** Log-odds of being positive. */
    double logit(double[] values) {
        double[] centred = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            centred[i] = values[i] - mean[i];
        }
        RealVector projected = axes.transpose().operate(new ArrayRealVector(centred, false));
        return discriminant.direction().dotProduct(projected) + discriminant.offset();
    }

    private static Discriminant discriminant(RealMatrix projected, boolean[] positive) {
        int components = projected.getColumnDimension();
        double[][] means = new double[2][components];
        int[] counts = new int[2];
        for (int i = 0; i < positive.length; i++) {
            int side = positive[i] ? 1 : 0;
            counts[side]++;
            for (int c = 0; c < components; c++) {
                means[side][c] += projected.getEntry(i, c);
            }
        }
        for (int side = 0; side < 2; side++) {
            for (int c = 0; c < components; c++) {
                means[side][c] /= counts[side];
            }
        }
        RealMatrix within = new Array2DRowRealMatrix(components, components);
        for (int i = 0; i < positive.length; i++) {
            RealVector off = projected.getRowVector(i).subtract(new ArrayRealVector(means[positive[i] ? 1 : 0], false));
            within = within.add(off.outerProduct(off));
        }
        double ridge = RIDGE * within.getTrace() / components;
        for (int c = 0; c < components; c++) {
            within.addToEntry(c, c, ridge);
        }
        RealVector positives = new ArrayRealVector(means[1]);
        RealVector negatives = new ArrayRealVector(means[0]);
        RealVector direction = new CholeskyDecomposition(within)
                .getSolver()
                .solve(positives.subtract(negatives))
                .mapMultiply(positive.length - 2.0);
        double middle = direction.dotProduct(positives.add(negatives)) / 2;
        return new Discriminant(direction, Math.log((double) counts[1] / counts[0]) - middle);
    }

    private static double[] mean(double[][] cases) {
        double[] mean = new double[cases[0].length];
        for (double[] values : cases) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += values[i] / cases.length;
            }
        }
        return mean;
    }

    private static RealMatrix centred(double[][] cases, double[] mean) {
        double[][] centred = Arrays.stream(cases).map(double[]::clone).toArray(double[][]::new);
        for (double[] values : centred) {
            for (int i = 0; i < mean.length; i++) {
                values[i] -= mean[i];
            }
        }
        return new Array2DRowRealMatrix(centred, false);
    }
}
