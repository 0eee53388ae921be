package io.earlyview.gateway.source.simulation;

/**
 * How hard the simulated cohort is to read.
 *
 * @param abnormalShare share of cases that the reader calls abnormal, between 0 and 1 exclusive
 * @param borderlineShare share of cases whose uptake lies between the classes, 0 to 0.2
 * @param labelNoise share of cases in which the reader's verdict differs from the simulated truth, 0 to 0.2
 * @param motion whether the patient drifts, jitters and sometimes jumps
 * @param distractors whether glands, nose and scalp vary strongly, ventricles grow with age and infarcts occur
 */
public record SimulationSettings(
        double abnormalShare, double borderlineShare, double labelNoise, boolean motion, boolean distractors) {

    public SimulationSettings {
        requireWithin("abnormalShare", abnormalShare, 0.01, 0.99);
        requireWithin("borderlineShare", borderlineShare, 0, 0.2);
        requireWithin("labelNoise", labelNoise, 0, 0.2);
        if (abnormalShare <= labelNoise || abnormalShare >= 1 - labelNoise) {
            throw new IllegalArgumentException("labelNoise " + labelNoise
                    + " alone leaves more of either verdict than abnormalShare " + abnormalShare + " allows");
        }
    }

    /** The cohort of the source problem: 57.4 % abnormal, 8 % borderline, 4 % wrong labels, everything switched on. */
    public static SimulationSettings defaults() {
        return new SimulationSettings(0.574, 0.08, 0.04, true, true);
    }

    /** Clear cases, right labels, patients who lie still: only for checking a reader, its figures flatter. */
    public static SimulationSettings easy() {
        return new SimulationSettings(0.574, 0, 0, false, false);
    }

    private static void requireWithin(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + " must lie between " + least + " and " + most + " but is " + value);
        }
    }
}
